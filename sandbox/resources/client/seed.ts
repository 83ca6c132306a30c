/** A client as the sandbox stores it; the operations answer with parts of it. */
export interface Client {
	id: number;
	location_id: number;
	name: string;
	surname: string;
	middle_name: string;
	/** Digits with a plus sign; '' in old data without a phone. */
	phone: string;
	/** Found by the search, and shown by no operation of this version of the API. */
	additional_phone: string;
	email: string;
	gender_id: number;
	importance_id: number;
	discount: number;
	card: string;
	birth_date: string | null;
	comment: string;
	sms_check: number;
	sms_not: number;
	/** Ids of tags. */
	categories: number[];
	custom_fields: Record<string, unknown>;
	spent: number;
	paid: number;
	balance: number;
	visits: number;
	first_visit_date: string;
	last_visit_date: string;
	/** As `2026-05-01T12:00:00-0500`. */
	last_change_date: string;
}

/** What the user may see of clients. */
export interface ClientRights {
	/** How phones and e-mails look: whole, masked, or empty. */
	phones: 'shown' | 'masked' | 'empty';
	/** Whether surnames are whole; otherwise only their first letter is shown, and no middle name. */
	surnames: boolean;
	/** Whether the list of full cards may be read: it needs the right to edit the location too. */
	fullList: boolean;
}

/** A comment to a client's card. */
export interface ClientComment {
	id: number;
	client_id: number;
	text: string;
	create_date: string;
}

/** One appointment of a client's history. */
export interface Visit {
	id: number;
	client_id: number;
	/** `YYYY-MM-DD HH:MM:SS` in the time of the location. */
	date: string;
	attendance: -1 | 0 | 1 | 2;
	payment_status: 'not_paid' | 'paid_not_full' | 'paid_full' | 'paid_over';
	/** A sale of goods without a visit, in place of an appointment. */
	isSale?: boolean;
}

/** A complete client from its id, name, phone and whatever else matters to the caller. */
export function makeClient(given: Pick<Client, 'id' | 'name'> & Partial<Client>): Client {
	return {
		location_id: 37532,
		surname: '',
		middle_name: '',
		phone: `+1555${String(given.id).padStart(7, '0')}`,
		additional_phone: '',
		email: '',
		gender_id: 0,
		importance_id: 0,
		discount: 0,
		card: '',
		birth_date: null,
		comment: '',
		sms_check: 0,
		sms_not: 0,
		categories: [],
		custom_fields: {},
		spent: 0,
		paid: 0,
		balance: 0,
		visits: 0,
		first_visit_date: '',
		last_visit_date: '',
		last_change_date: '2026-01-15T12:00:00-0500',
		...given,
	};
}

/** Clients of the first location, with all that makes a base hard to work with. */
export const defaultClients: readonly Client[] = [
	makeClient({
		id: 7001,
		name: 'Ada',
		surname: 'Winters',
		middle_name: 'Jo',
		phone: '+15550100101',
		email: 'ada@client.example',
		gender_id: 2,
		importance_id: 3,
		discount: 10,
		card: '4401',
		birth_date: '1990-05-31',
		comment: 'Likes the window seat',
		sms_check: 1,
		categories: [301],
		custom_fields: { hair_type: 'curly', crm_id: 'A-1' },
		spent: 1250.5,
		paid: 1200,
		balance: -50.5,
		visits: 12,
		first_visit_date: '2024-02-01 10:00:00',
		last_visit_date: '2026-11-01 10:00:00',
		last_change_date: '2026-11-01T11:00:00-0500',
	}),
	makeClient({
		id: 7002,
		name: 'Ben',
		surname: 'Harper',
		phone: '+15550100102',
		gender_id: 1,
		birth_date: '1985-12-24',
		visits: 3,
		spent: 300,
		first_visit_date: '2025-01-10 09:00:00',
		last_visit_date: '2025-06-10 09:00:00',
		last_change_date: '2025-06-10T10:00:00-0400',
	}),
	// Two cards with one phone, as old bases have them.
	makeClient({ id: 7003, name: 'Cleo', phone: '+15550100103' }),
	makeClient({
		id: 7004,
		name: 'Cleo M',
		phone: '+15550100103',
		last_visit_date: '0000-00-00 00:00:00',
	}),
	// The phone of another client is part of this one.
	makeClient({ id: 7005, name: 'Dov', phone: '+15550100102', location_id: 37540 }),
	makeClient({ id: 7006, name: 'Ewa', phone: '+155501001019' }),
	makeClient({ id: 7007, name: 'Finn', phone: '+15550100107', additional_phone: '+15550100177' }),
	// Set long ago by a form that knew no empty date.
	makeClient({ id: 7008, name: 'Gia ?', phone: '+15550100108', birth_date: '1970-01-01' }),
	makeClient({ id: 7009, name: 'Hugo', phone: '' }),
];

/** `n` clients of the first location, the same ones at every call: ids from 200001 on. */
export function manyClients(n: number, more: Partial<Client> = {}): Client[] {
	return Array.from({ length: n }, (_, index) =>
		makeClient({
			id: 200001 + index,
			name: `Client ${index + 1}`,
			phone: `+1555${String(2000000 + index)}`,
			...more,
		}),
	);
}

/** 60 days of the first client, one appointment each, and one sale of goods without a visit. */
export const defaultVisits: readonly Visit[] = [
	...Array.from({ length: 60 }, (_, index): Visit => {
		const day = new Date(Date.UTC(2026, 8, 1) + index * 86_400_000).toISOString().slice(0, 10);
		return {
			id: 8001 + index,
			client_id: 7001,
			date: `${day} 10:00:00`,
			attendance: index % 10 === 0 ? -1 : 1,
			payment_status: index % 5 === 0 ? 'not_paid' : 'paid_full',
		};
	}),
	{
		id: 8900,
		client_id: 7001,
		date: '2026-10-30 15:00:00',
		attendance: 1,
		payment_status: 'paid_full',
		isSale: true,
	},
];

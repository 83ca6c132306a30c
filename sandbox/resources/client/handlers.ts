import { forbidden, Refusal, success } from '../../answers';
import type { Handlers } from '../../handler';
import type { State } from '../../state';
import type { Values } from '../../values';
import type { Change } from '../hooks/sender';
import { managedLocation } from '../location/rights';
import { columns, meets } from './search';
import { makeClient, type Client, type Visit } from './seed';

const EXISTS = 'The client with the specified phone number already exists in the database';
const GENDERS = ['Unknown', 'Male', 'Female'];
const IMPORTANCES = ['No importance class', 'Bronze', 'Silver', 'Gold'];

const digits = (text: string) => text.replace(/\D/g, '');
/** Altegio's database keeps no signs beyond the basic plane. */
const stored = (text: unknown) => String(text ?? '').replace(/[\u{10000}-\u{10ffff}]/gu, '?');

/** Now, as Altegio writes it: with the offset of the location and no colon in it. */
function changeDate(state: State, locationId: number): string {
	const hours = state.locations.get(locationId).location.timezone;
	const wall = new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19);
	return `${wall}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}00`;
}

/** A client without what the user has no right to see. */
function visible({ clientRights }: State, client: Client): Client {
	const { phones, surnames } = clientRights;
	const shown = { ...client };
	if (phones === 'masked') {
		shown.phone = client.phone.replace(/^(\+?\d{4})\d+(\d\d)$/, '$1*****$2');
		shown.email = client.email.replace(/^(.).*@/, '$1***@');
	}
	if (phones === 'empty') Object.assign(shown, { phone: '', email: '' });
	if (!surnames) {
		shown.surname = client.surname.replace(/^(.).+$/u, '$1.');
		shown.middle_name = '';
	}
	return shown;
}

const UNLISTED = [
	'location_id',
	'additional_phone',
	'first_visit_date',
	'last_visit_date',
] as const;

/** The card of a client as the operations answer it. */
function card(state: State, client: Client) {
	return cardOf(state, visible(state, client));
}

/** The card with all that it is given. */
function cardOf(state: State, client: Client) {
	const shown: Partial<Client> & Omit<Client, (typeof UNLISTED)[number]> = { ...client };
	for (const name of UNLISTED) delete shown[name];
	const tags = client.categories.flatMap((id) => state.labels.find(id) ?? []);
	const { middle_name, gender_id, custom_fields } = shown;
	return {
		...shown,
		display_name: [shown.name, shown.surname].filter(Boolean).join(' '),
		patronymic: middle_name,
		sex_id: gender_id,
		gender: GENDERS[gender_id],
		importance: IMPORTANCES[client.importance_id],
		categories: tags.map(({ id, title, color }) => ({ id, title, color })),
		// An empty object is a list to PHP.
		custom_fields: Object.keys(custom_fields).length > 0 ? custom_fields : [],
	};
}

/** The fields of a body, as the card stores them. What a body leaves out is empty, with a PUT too. */
function fieldsOf(body: Values) {
	return {
		name: stored(body.name),
		surname: stored(body.surname),
		middle_name: stored(body.patronymic ?? body.middle_name),
		phone: `+${digits(body.phone)}`,
		email: stored(body.email),
		gender_id: body.sex_id ?? body.gender_id ?? 0,
		importance_id: body.importance_id ?? 0,
		discount: body.discount ?? 0,
		card: stored(body.card),
		birth_date: body.birth_date || null,
		comment: stored(body.comment),
		sms_check: body.sms_check ?? 0,
		sms_not: body.sms_not ?? 0,
		categories: [...(body.labels ?? body.categories ?? [])],
		custom_fields: { ...body.custom_fields },
	};
}

const refused = (field: string, words: string) =>
	new Refusal(422, 'The given data was invalid.', { [field]: [words] });

/** Refuses a phone that is none, or that of another client. */
function checkPhone(state: State, locationId: number, phone: string, ownId?: number): void {
	if (!/^\+?\d{9,15}$/.test(phone)) {
		throw refused('phone', 'The phone number must have 9 to 15 digits');
	}
	const isTaken = (one: Client) =>
		one.location_id === locationId && one.id !== ownId && digits(one.phone) === digits(phone);
	if (state.clients.list(isTaken).length > 0) throw refused('phone', EXISTS);
}

function createIn(state: State, locationId: number, body: Values, partner?: string): Client {
	checkPhone(state, locationId, body.phone);
	const { spent = 0, balance = 0 } = body;
	const { id, ...fields } = makeClient({
		...{ id: 1, location_id: locationId, ...fieldsOf(body) },
		// What is given are opening amounts, and the balance of the card counts the sales.
		...{ spent, balance: balance - spent },
		last_change_date: changeDate(state, locationId),
	});
	void id;
	const client = state.clients.create(fields);
	tellOfClient(state, client, 'create', partner);
	return client;
}

const clientOf = (state: State, { location_id, client_id }: Values) => {
	managedLocation(state, location_id);
	return state.clients.get(client_id, (one) => one.location_id === location_id);
};

const VISITS_PER_PAGE = 25;
const NO_PAGE = { from: null, to: null, count: 0 };

/** One page of visits, newest first: the whole of its last day is kept together. */
function visitPage(visits: Visit[], from: string | null) {
	const sorted = [...visits].sort((a, b) => b.date.localeCompare(a.date));
	const lastDay = sorted[VISITS_PER_PAGE - 1]?.date.slice(0, 10) ?? '';
	const page = sorted.filter(({ date }) => date.slice(0, 10) >= lastDay);
	const rest = sorted.slice(page.length);
	const next = rest[0] && {
		from: from ?? rest.at(-1)!.date.slice(0, 10),
		to: rest[0].date.slice(0, 10),
		count: rest.length,
	};
	return { page, next: next ?? NO_PAGE };
}

const amounts = (status: string) => ({
	first_cost: 50,
	discount_percent: 0,
	cost_to_pay: 50,
	paid_sum: status === 'not_paid' ? 0 : 50,
	payment_status: status,
});

/** Sends the event of a change to whoever listens. It shows all, whatever the user may see. */
export function tellOfClient(
	state: State,
	client: Client,
	status: Change['status'],
	partner?: string,
): void {
	const { id, location_id: location } = client;
	state.changed({ location, flag: 'client', id, status, data: cardOf(state, client), partner });
}

/** The operations of the resource. */
export const clientHandlers: Handlers = {
	search_clients(state, { params: { location_id }, body }) {
		managedLocation(state, location_id);
		const { page = 1, page_size = 25, fields = ['id'], filters = [], operation = 'AND' } = body;
		const { order_by = 'id', order_by_direction = 'ASC' } = body;
		const sign = order_by_direction.toUpperCase() === 'DESC' ? -1 : 1;
		const sortColumn = columns[order_by === 'visit_count' ? 'visits_count' : order_by];
		const compare = (a: Client, b: Client) => {
			const [x, y] = [sortColumn(a), sortColumn(b)] as [string, string];
			return x === y ? a.id - b.id : sign * (x < y ? -1 : 1);
		};
		const count = Math.min(page_size, 200);
		const { records, total } = state.clients.page(
			{ page, count },
			(one) => one.location_id === location_id && meets(one, filters, operation),
			compare,
		);
		const rows = records.map((one) => {
			const shown = visible(state, one);
			const known = ['id', ...fields].filter((field: string) => field in columns);
			return Object.fromEntries(known.map((field) => [field, columns[field](shown)]));
		});
		return success(rows, 200, { total_count: total });
	},

	get_clients(state, { params: { location_id }, query }) {
		managedLocation(state, location_id);
		if (!state.clientRights.fullList) throw forbidden();
		const { page = 1, count = 20, fullname, phone, email, card: cardText } = query;
		const { changed_after, changed_before } = query;
		const has = (text: string, part?: string) =>
			part === undefined || text.toLowerCase().includes(part.toLowerCase());
		const { records, total } = state.clients.page(
			{ page, count: Math.min(count, 300) },
			(one) =>
				one.location_id === location_id &&
				has(`${one.name} ${one.surname}`, fullname) &&
				has(digits(one.phone), phone) &&
				has(one.email, email) &&
				has(one.card, cardText) &&
				(changed_after === undefined || one.last_change_date.slice(0, 19) >= changed_after) &&
				(changed_before === undefined || one.last_change_date.slice(0, 19) <= changed_before),
		);
		return success(
			records.map((one) => card(state, one)),
			200,
			{ page, total_count: total },
		);
	},

	create_client(state, { params: { location_id }, body, partner }) {
		managedLocation(state, location_id);
		return success(card(state, createIn(state, location_id, body, partner)), 201);
	},

	create_clients(state, { params: { location_id }, body, partner }) {
		managedLocation(state, location_id);
		const created: unknown[] = [];
		const errors: unknown[] = [];
		for (const one of Object.values(body) as Values[]) {
			try {
				created.push(card(state, createIn(state, location_id, one, partner)));
			} catch (error) {
				const [words] = Object.values((error as Refusal).errors ?? {}).flat();
				errors.push({ phone: one.phone, name: one.name, error: words });
			}
		}
		return success({ created, errors });
	},

	get_client: (state, { params }) => success(card(state, clientOf(state, params))),

	update_client(state, { params, body, partner }) {
		const client = clientOf(state, params);
		checkPhone(state, params.location_id, body.phone, client.id);
		const { phones, surnames } = state.clientRights;
		const kept = (name: 'email' | 'middle_name' | 'surname', isShown: boolean) =>
			// What the user cannot see is kept where it is left out.
			!isShown && body[name] === undefined ? { [name]: client[name] } : {};
		const updated = state.clients.merge(client.id, {
			...fieldsOf(body),
			...kept('email', phones === 'shown'),
			...kept('surname', surnames),
			...kept('middle_name', surnames),
			// Opening amounts again: each update that sends them shifts the account.
			spent: client.spent + (body.spent ?? 0),
			balance: client.balance + (body.balance ?? 0),
			last_change_date: changeDate(state, params.location_id),
		});
		tellOfClient(state, updated, 'update', partner);
		return success(card(state, updated));
	},

	delete_client(state, { params, partner }) {
		const client = clientOf(state, params);
		state.clients.delete(client.id);
		tellOfClient(state, client, 'delete', partner);
		return { status: 204 };
	},

	get_client_comments(state, { params }) {
		const client = clientOf(state, params);
		const comments = state.comments.list(({ client_id }) => client_id === client.id);
		return success(comments.map(commentView), 200, { count: comments.length });
	},

	create_client_comment(state, { params, body }) {
		const client_id = clientOf(state, params).id;
		const create_date = changeDate(state, params.location_id).slice(0, 19).replace('T', ' ');
		const comment = state.comments.create({ client_id, text: stored(body.text), create_date });
		return success(commentView(comment), 201);
	},

	search_client_visits(state, { params: { location_id }, body }) {
		managedLocation(state, location_id);
		const { client_id, client_phone, from, to, payment_statuses, attendance } = body;
		if (client_id === null && client_phone === null) {
			throw refused('client_id', 'The client id or the client phone is needed');
		}
		const visits = state.visits.list(({ date, ...visit }) => {
			const client = state.clients.find(visit.client_id);
			const day = date.slice(0, 10);
			return (
				client !== undefined &&
				client.location_id === location_id &&
				(client_id === null ? digits(client.phone) === client_phone : client.id === client_id) &&
				(from === null || day >= from) &&
				(to === null || day <= to) &&
				(payment_statuses.length === 0 || payment_statuses.includes(visit.payment_status)) &&
				(attendance === null || (visit.attendance === attendance && !visit.isSale))
			);
		});
		const { page, next } = visitPage(visits, from);
		return success(
			{
				records: page
					.filter(({ isSale }) => !isSale)
					.map((visit) => recordView(location_id, visit)),
				goods_transactions: page.filter(({ isSale }) => isSale).map(saleView),
			},
			200,
			{ dateCursor: { previous: NO_PAGE, current: { from, to, count: page.length }, next } },
		);
	},
};

const commentView = ({
	id,
	text,
	create_date,
}: {
	id: number;
	text: string;
	create_date: string;
}) => ({
	...{ id, create_date, update_date: create_date, type: 'default', text, files: [] },
	user: { id: 123456, name: 'Sandbox Owner', avatar: '' },
});

const recordView = (location_id: number, { id, date, attendance, payment_status }: Visit) => ({
	...{ id, visit_id: id + 100, date, attendance, comment: '' },
	services: [{ id: 9001, title: 'Haircut', ...amounts(payment_status), consumables: [] }],
	staff: { id: 5001, name: 'Mira', position: { id: 1, title: 'Stylist' } },
	company: { id: location_id, title: 'Willow Street Barbers' },
	tips: { has_tips: false, sum: null },
});

const saleView = ({ id, date, payment_status }: Visit) => ({
	...{ id, date, visit_id: 0, record_id: 0 },
	goods: [
		{
			id: 9101,
			title: 'Shampoo',
			amount: -1,
			unit: 'pcs',
			cost_per_unit: 50,
			...amounts(payment_status),
		},
	],
});

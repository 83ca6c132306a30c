/** A service within an appointment, with its prices. */
export interface AppointmentLine {
	id: number;
	title: string;
	/** Price of the list. */
	first_cost: number;
	/** Percent. */
	discount: number;
	/** What was agreed: the price of the list less the discount. */
	manual_cost: number;
	/** The same after promotions. */
	cost: number;
	amount: number;
}

/** An appointment as the sandbox stores it; the operations answer with more. */
export interface Appointment {
	id: number;
	company_id: number;
	staff_id: number;
	services: AppointmentLine[];
	/** Null for a block without client. */
	client_id: number | null;
	clients_count: number;
	/** What the clock at the location shows: "2026-04-20 18:30:00". */
	date: string;
	/** Seconds, with the break. */
	seance_length: number;
	technical_break_duration: number;
	comment: string;
	attendance: -1 | 0 | 1 | 2;
	sms_remain_hours: number | null;
	email_remain_hours: number | null;
	/** Six digits without `#`, or empty. */
	custom_color: string;
	/** Ids of labels. */
	record_labels: number[];
	custom_fields: Record<string, unknown>;
	api_id: string;
	/** Above 0 for a place in a group event. */
	activity_id: number;
	/** Appointments of one visit share it; 0 is none. */
	visit_id: number;
	paid_full: 0 | 1;
	is_update_blocked: boolean;
	is_sale_bill_printed: boolean;
	online: boolean;
	deleted: boolean;
	/** As `2026-04-20T12:36:27-0500`. */
	create_date: string;
	last_change_date: string;
	/** Percent that a promotion takes off whatever was agreed; the API does not show it. */
	promotion: number;
}

/** What only the sandbox knows about appointments. */
export interface AppointmentRules {
	/** Whether the account has the call that sets nothing but the status. */
	attendanceCall: boolean;
	/** Whether the user may write custom fields: otherwise they are lost in silence. */
	customFields: boolean;
	/** Largest page of the list. */
	maxCount: number;
}

/** A complete appointment from its id, time, team member and whatever else matters to the caller. */
export function makeAppointment(
	given: Pick<Appointment, 'id' | 'date' | 'staff_id'> & Partial<Appointment>,
): Appointment {
	return {
		company_id: 37532,
		services: [],
		client_id: null,
		clients_count: 1,
		seance_length: 3600,
		technical_break_duration: 0,
		comment: '',
		attendance: 0,
		sms_remain_hours: given.client_id ? 4 : null,
		email_remain_hours: given.client_id ? 2 : null,
		custom_color: '',
		record_labels: [],
		custom_fields: {},
		api_id: '',
		activity_id: 0,
		visit_id: given.client_id ? given.id + 100_000_000 : 0,
		paid_full: 0,
		is_update_blocked: false,
		is_sale_bill_printed: false,
		online: false,
		deleted: false,
		create_date: '2026-01-10T09:00:00-0500',
		last_change_date: '2026-01-10T09:00:00-0500',
		promotion: 0,
		...given,
	};
}

/** One service of an appointment at its price of the list, unless told otherwise. */
export function makeLine(
	given: Pick<AppointmentLine, 'id' | 'title' | 'first_cost'> & Partial<AppointmentLine>,
): AppointmentLine {
	const { first_cost, discount = 0 } = given;
	const manual_cost = given.manual_cost ?? (first_cost * (100 - discount)) / 100;
	return { discount, manual_cost, cost: manual_cost, amount: 1, ...given };
}

const DAY_MS = 86_400_000;

/** Appointments of the first location on the coming days, with what makes changes of them dangerous. */
export function defaultAppointments(now: number): Appointment[] {
	// Working days of those who work from Monday to Friday.
	const days = Array.from({ length: 10 }, (_, index) => new Date(now + (index + 1) * DAY_MS))
		.filter((day) => ![0, 6].includes(day.getUTCDay()))
		.map((day) => day.toISOString().slice(0, 10));
	const [first, second, third] = days as [string, string, string];
	const haircut = makeLine({ id: 70101, title: 'Haircut', first_cost: 50 });
	const beard = makeLine({ id: 70102, title: 'Beard Trim', first_cost: 25 });
	return [
		makeAppointment({
			...{ id: 640001, staff_id: 50103, client_id: 7001, date: `${first} 10:00:00` },
			...{ services: [haircut], seance_length: 2700, comment: 'Prefers a quiet seat' },
			...{ custom_color: '4caf50', record_labels: [311], custom_fields: { room: 'Room 2' } },
			api_id: 'crm-4711',
		}),
		// A promotion made it cheaper than what was agreed, and a discount before that.
		makeAppointment({
			...{ id: 640002, staff_id: 50103, client_id: 7002, date: `${first} 11:00:00` },
			services: [{ ...makeLine({ ...haircut, discount: 10, manual_cost: 45 }), cost: 36 }],
			...{ promotion: 20, seance_length: 2700, attendance: 2 },
		}),
		// Two appointments of one visit.
		makeAppointment({
			...{ id: 640003, staff_id: 50103, client_id: 7003, date: `${second} 09:00:00` },
			...{ services: [haircut], seance_length: 2700, visit_id: 740003 },
		}),
		makeAppointment({
			...{ id: 640004, staff_id: 50102, client_id: 7003, date: `${second} 11:00:00` },
			...{ services: [beard], seance_length: 1800, visit_id: 740003 },
		}),
		// A block without client.
		makeAppointment({
			...{ id: 640005, staff_id: 50103, date: `${second} 14:00:00` },
			...{ seance_length: 3600, comment: 'Training', paid_full: 1 },
		}),
		makeAppointment({
			...{ id: 640006, staff_id: 50103, client_id: 7006, date: `${third} 10:00:00` },
			...{ services: [haircut], seance_length: 2700, is_update_blocked: true },
			...{ is_sale_bill_printed: true, paid_full: 1, attendance: 1 },
		}),
		makeAppointment({
			...{ id: 640007, staff_id: 50103, client_id: 7007, date: `${third} 11:00:00` },
			...{ services: [haircut], seance_length: 2700, deleted: true },
		}),
		// A place in a group event.
		makeAppointment({
			...{ id: 640008, staff_id: 50103, client_id: 7008, date: `${third} 15:00:00` },
			...{ services: [haircut], seance_length: 3600, activity_id: 90102, clients_count: 2 },
		}),
	];
}

/** `n` appointments, one an hour, the same ones at every call: ids from 900001 on. */
export function manyAppointments(n: number, more: Partial<Appointment> = {}): Appointment[] {
	return Array.from({ length: n }, (_, index) => {
		const date = new Date(Date.UTC(2031, 0, 1) + index * 3_600_000).toISOString();
		return makeAppointment({
			...{ id: 900_001 + index, staff_id: 50101, client_id: 7001 },
			date: date.slice(0, 19).replace('T', ' '),
			services: [makeLine({ id: 70101, title: 'Haircut', first_cost: 50 })],
			...more,
		});
	});
}

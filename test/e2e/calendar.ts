import { type Appointment, makeAppointment, makeLine, type Sandbox } from '../../sandbox';
import { clockAt } from '../../scripts/clock';

/** The first location, somebody who works there, and phones of its clients 7001 and 7002. */
export const WILLOW = 37532;
export const CHLOE = 50103;
export const ADA = '+15550100101';
export const BEN = '+15550100102';
export const HAIRCUT = makeLine({ id: 70101, title: 'Haircut', first_cost: 50 });
export const BEARD = makeLine({ id: 70102, title: 'Beard Trim', first_cost: 25 });

const FIRST_ID = 660001;
const DAY_MS = 86_400_000;

/** Lets there be these appointments and no others: haircuts by Chloé unless told otherwise, with ids from 660001 on. */
export function fillCalendar({ appointments }: Sandbox, given: Array<Partial<Appointment>>): void {
	appointments.clear();
	given.forEach((one, index) => {
		const base = { id: FIRST_ID + index, staff_id: CHLOE, services: [HAIRCUT], date: '' };
		appointments.set(base.id, makeAppointment({ ...base, ...one }));
	});
}

/** The date there, so many days from now: "2026-04-20". */
export function dayFromNow(days: number): string {
	return clockAt(Date.now() + days * DAY_MS).slice(0, 10);
}

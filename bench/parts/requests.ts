import '../builtPackage';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	makeAppointment,
	manyAppointments,
	manyClients,
	type SandboxOptions,
	startSandbox,
} from '../../sandbox';
import type { Log } from '../../scripts/n8n';
import { appointment, book, CHLOE } from '../../test/support/appointments';
import { client, upsert } from '../../test/support/clients';
import { runAltegio } from '../../test/support/engine';
import { availability, salon } from '../../test/support/salon';
import { locator, TOKENS } from '../../test/support/fixture';
import { fixed, seconds } from '../report/numbers';
import type { Table } from '../report/table';
import { leastMs } from './limits';

/** One run of the node with many items, or with a long result. */
interface Batch {
	label: string;
	sandbox: SandboxOptions;
	items?: IDataObject[];
	parameters: INodeParameters;
	/** Requests that nobody could do without, by the rows of docs/behaviour.md. */
	least: number;
	/** Output items of a run that loses nothing. */
	expected: number;
}

const CLIENTS = 1_000;
const CARD_PAGES = Math.ceil(CLIENTS / 300);
const BOOKINGS = 200;

const clients = manyClients(CLIENTS, { comment: 'Regular' });
const known = (comment: string) => clients.map(({ phone, name }) => ({ phone, name, comment }));
const unknown = Array.from({ length: CLIENTS }, (_, index) => ({
	phone: `+1555${String(9_000_000 + index)}`,
	name: `New ${index}`,
	comment: 'Fresh',
}));
const byComment = upsert({ comment: '={{ $json.comment }}' });

const day = (index: number) => new Date(Date.now() + index * 86_400_000).toISOString().slice(0, 10);

/** Of each week three days, four hours each: twelve people in three shifts. */
const weeks = [1, 2, 3].map((first) =>
	Object.fromEntries(
		[first, first + 1, first + 4].map((weekday) => [weekday, [{ from: '09:00', to: '13:00' }]]),
	),
);
const team = salon({ size: 12, weeks });
const twoWeeks = { from: day(1), to: day(14) };

const bookings = Array.from({ length: BOOKINGS }, (_, index) => {
	const date = new Date(Date.UTC(2031, 5, 2) + index * 86_400_000).toISOString().slice(0, 10);
	return makeAppointment({ id: 900_001 + index, staff_id: CHLOE, date: `${date} 10:00:00` });
});

const BATCHES: Batch[] = [
	{
		label: 'Create or Update, 1,000 known, nothing changes',
		sandbox: { clients },
		items: known('Regular'),
		parameters: byComment,
		least: CARD_PAGES,
		expected: CLIENTS,
	},
	{
		label: 'Create or Update, 1,000 known, all change',
		sandbox: { clients },
		items: known('New'),
		parameters: byComment,
		least: CARD_PAGES + 2 * CLIENTS,
		expected: CLIENTS,
	},
	{
		label: 'Create or Update, 1,000 new',
		sandbox: { clients },
		items: unknown,
		parameters: byComment,
		least: CARD_PAGES + 2 * CLIENTS,
		expected: CLIENTS,
	},
	{
		label: 'Create or Update, half known and unchanged, half new',
		sandbox: { clients },
		items: [...known('Regular').slice(CLIENTS / 2), ...unknown.slice(CLIENTS / 2)],
		parameters: byComment,
		least: CARD_PAGES + CLIENTS,
		expected: CLIENTS,
	},
	{
		label: 'Find Free Slots, 12 people, 14 days, all',
		sandbox: team,
		parameters: availability('getSlots', { ...twoWeeks, returnAll: true }),
		// The time zone, who can be booked, the dates of each, and each day on which somebody works.
		least: 2 + 12 + 12 * 3 * 2,
		expected: 12 * 6 * 13,
	},
	{
		label: 'Find Free Slots, 12 people, 14 days, the first 50',
		sandbox: team,
		parameters: availability('getSlots', twoWeeks),
		least: 2 + 12 + 4,
		expected: 50,
	},
	{
		label: `Create Appointment, ${BOOKINGS} days`,
		sandbox: { appointments: [] },
		items: bookings.map(({ date }) => ({ start: date.replace(' ', 'T') })),
		parameters: book({ start: '={{ $json.start }}', options: { allowBusy: true } }),
		// The time zone and the services once; then the day, and the booking.
		least: 2 + 2 * BOOKINGS,
		expected: BOOKINGS,
	},
	{
		label: `Reschedule, ${BOOKINGS} appointments`,
		sandbox: { appointments: bookings },
		items: bookings.map(({ id, date }) => ({ id, start: date.replace(' 10', 'T11') })),
		parameters: appointment('reschedule', {
			appointmentId: locator('={{ $json.id }}'),
			start: '={{ $json.start }}',
			options: { allowBusy: true },
		}),
		// The time zone once; then what there is, the whole of it, and what is there now.
		least: 1 + 3 * BOOKINGS,
		expected: BOOKINGS,
	},
	{
		label: 'Get Many, 30,000 clients',
		sandbox: { clients: manyClients(30_000) },
		parameters: client('getAll', { returnAll: true }),
		least: 30_000 / 200,
		expected: 30_000,
	},
	{
		label: 'Get Many, 10,000 appointments',
		sandbox: { appointments: manyAppointments(10_000) },
		parameters: appointment('getAll', { returnAll: true }),
		least: 1 + 10_000 / 200,
		expected: 10_000,
	},
];

/** The requests of batches against the least possible. The node's own limits are off: nobody has to wait. */
export async function requests(log: Log): Promise<Table> {
	log(`Requests: ${BATCHES.length} batches, one after the other`);
	const rows: string[][] = [];
	for (const batch of BATCHES) rows.push(await count(batch));
	return {
		head: ['', 'Requests', 'Least possible', 'More', 'Lost', 'Time under the limits, s'],
		rows,
	};
}

async function count({ label, sandbox: options, least, expected, ...run }: Batch) {
	const sandbox = await startSandbox(options);
	try {
		const { error, outputs } = await runAltegio({
			baseUrl: sandbox.url,
			credentials: TOKENS,
			...run,
		});
		if (error) throw error;
		if (sandbox.violations.length > 0) throw new Error(`${label}: breaks the contract`);
		const sent = sandbox.requests.length;
		const lost = expected - outputs.flat().length;
		return [
			label,
			...[sent, least, sent - least, lost].map((value) => fixed(value)),
			seconds(leastMs(sent)),
		];
	} finally {
		await sandbox.close();
	}
}

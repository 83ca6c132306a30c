/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import fs from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import {
	faults,
	makeAppointment,
	makeLine,
	type Appointment,
	type Fault,
	type FaultMatch,
} from '../../../sandbox';
import {
	ADAS_PHONE,
	appointment,
	book,
	CHLOE,
	DAY,
	HAIRCUT,
	NEW_PHONE,
	NEXT_DAY,
} from '../../support/appointments';
import { runAltegio } from '../../support/engine';
import { FAULTS } from '../../support/matrix';
import { locator } from '../../support/fixture';
import { useSandboxInFakeTime } from '../../support/time';

const ID = 640001;
const seeds: Appointment[] = [
	makeAppointment({
		...{ id: ID, staff_id: CHLOE, client_id: 7001, date: `${DAY} 15:00:00`, seance_length: 2700 },
		services: [makeLine({ id: HAIRCUT, title: 'Haircut', first_cost: 50, discount: 10 })],
		...{ comment: 'Quiet seat', attendance: 2, sms_remain_hours: 3, record_labels: [311] },
		...{ custom_fields: { room: 'Room 2' }, api_id: 'crm-1' },
	}),
	makeAppointment({ id: 640002, staff_id: CHLOE, client_id: 7002, date: `${DAY} 16:00:00` }),
];
const { fixture, time } = useSandboxInFakeTime({ appointments: seeds });
jest.setTimeout(120_000);

const { 'Answer after a second': slow, ...usual } = FAULTS;
void slow;
const ALL: Record<string, Fault> = {
	...Object.fromEntries(Object.entries(usual).map(([name, { fault }]) => [name, fault])),
	'401, tokens refused': faults.unauthorized,
	'503, not carried out': faults.unavailable,
	'Web page with 200, carried out': { ...faults.htmlPage, apply: true },
	'Broken JSON with 200, carried out': {
		status: 200,
		body: '{"success":true,"data":[',
		apply: true,
	},
	"A stranger's JSON with 200": { status: 200, body: { status: 'ok' } },
};

const RECORD = /^\/record\//;
const ZONE: FaultMatch = { method: 'GET', path: '/company/37532' };
const READ: FaultMatch = { method: 'GET', path: RECORD };

interface Flow {
	/** The requests in their order; the one that writes is `write`. */
	requests: Record<string, FaultMatch>;
	parameters: () => ReturnType<typeof appointment>;
	isDone: () => boolean;
	before?: () => void;
}

const mine = () =>
	[...fixture.sandbox.appointments.values()].filter(
		({ date, client_id }) =>
			date === `${DAY} 10:00:00` &&
			fixture.sandbox.clients.get(client_id ?? 0)?.phone === NEW_PHONE,
	);
const held = () => fixture.sandbox.appointments.get(ID)!;
const it640001 = { appointmentId: locator(ID) };
const setStatus = () => appointment('setStatus', { ...it640001, status: 'noShow' });
const STATUS_CALL: FaultMatch = { method: 'POST', path: /attendance$/ };

const FLOWS: Record<string, Flow> = {
	Create: {
		requests: {
			zone: ZONE,
			day: { method: 'GET', path: /^\/records\// },
			services: { method: 'GET', path: /services$/ },
			write: { method: 'POST', path: /^\/records\// },
		},
		parameters: () => book(),
		isDone: () => mine().length > 0,
	},
	Reschedule: {
		requests: { zone: ZONE, read: READ, write: { method: 'PUT' }, 'read back': READ },
		parameters: () =>
			appointment('reschedule', {
				...{ ...it640001, start: `${NEXT_DAY}T11:00`, teamMemberId: locator('') },
				options: { expectedClientPhone: ADAS_PHONE },
			}),
		isDone: () => held().date === `${NEXT_DAY} 11:00:00`,
	},
	'Set Status': {
		requests: { zone: ZONE, read: READ, write: STATUS_CALL, 'read back': READ },
		parameters: () =>
			appointment('setStatus', {
				...{ ...it640001, status: 'noShow' },
				options: { expectedClientPhone: ADAS_PHONE },
			}),
		isDone: () => held().attendance === -1,
	},
	'Set Status, without the call': {
		requests: {
			...{ zone: ZONE, call: STATUS_CALL, read: READ },
			...{ write: { method: 'PUT' }, 'read back': READ },
		},
		parameters: setStatus,
		isDone: () => held().attendance === -1,
		before: () => {
			fixture.sandbox.appointmentRules.attendanceCall = false;
		},
	},
	Cancel: {
		requests: { read: READ, write: { method: 'DELETE' } },
		parameters: () =>
			appointment('cancel', { ...it640001, options: { expectedClientPhone: ADAS_PHONE } }),
		isDone: () => held().deleted,
	},
};

type Outcome = 'done' | 'reported' | 'unknown';
interface Cell {
	flow: string;
	request: string;
	fault: string;
	times: 1 | typeof Infinity;
	retryOnFail: boolean;
}

async function run({ parameters }: Flow, retryOnFail: boolean): Promise<IDataObject> {
	const { outputs } = await time.settle(
		runAltegio({
			...fixture.target,
			parameters: parameters(),
			onError: 'continueRegularOutput',
			...(retryOnFail && { retryOnFail: { maxTries: 2, waitBetweenTries: 1000 } }),
		}),
	);
	return outputs[0]![0]!.json;
}

/** Puts the fault on one request of a flow: those before it on the same path go well. */
function plan({ requests }: Flow, { request, fault, times }: Cell): void {
	const { method, path: wanted } = requests[request]!;
	const names = Object.keys(requests);
	for (const name of names.slice(0, names.indexOf(request))) {
		const { method: earlier, path: other } = requests[name]!;
		if (earlier === method && other === wanted) fixture.sandbox.fault({}, requests[name], 1);
	}
	fixture.sandbox.fault(ALL[fault]!, requests[request], times);
}

/** What is wrong with one run, and what the user was told. */
async function problemsOf(cell: Cell): Promise<{ problems: string[]; outcome: Outcome }> {
	const flow = FLOWS[cell.flow]!;
	// The time zone is kept for an hour.
	await time.pass(2 * 60 * 60 * 1000);
	fixture.sandbox.reset();
	flow.before?.();
	plan(flow, cell);
	const { error } = await run(flow, cell.retryOnFail);
	const message = String(error ?? '');
	const problems: string[] = [];
	const check = (isRight: boolean, problem: string) => {
		if (!isRight) problems.push(`${JSON.stringify(cell)}: ${problem}. ${message}`);
	};

	const isOpen = /not known whether|may exist/.test(message);
	const isToldDone =
		error === undefined || /^(?:Appointment \d+ was|The status .* was set)/.test(message);
	const isDone = flow.isDone();
	if (isToldDone) check(isDone, 'done by report only');
	else if (isDone) check(isOpen, 'reported as failed, although it was done');
	check(mine().length <= 1, 'booked twice');
	const writes = fixture.sandbox.requests.filter(
		(one) => one.method !== 'GET' && one.status !== 404 && one.status !== 429,
	);
	const confirmed = writes.findIndex(({ applied, faulted }) => applied && !faulted);
	check(confirmed < 0 || confirmed === writes.length - 1, 'sent again after it was done');
	check(othersAreAsBefore(cell.flow), 'something else was changed');

	// The next run of the workflow puts right whatever is left, and does nothing twice.
	fixture.sandbox.clearFaults();
	const again = await run(flow, false);
	const isGone = cell.flow === 'Cancel' && isDone;
	check(again.error === undefined || isGone, `not done by the next run: ${String(again.error)}`);
	check(flow.isDone() && mine().length <= 1, 'not done once after the next run');
	check(othersAreAsBefore(cell.flow), 'something else was changed by the next run');
	return { problems, outcome: isToldDone ? 'done' : isOpen ? 'unknown' : 'reported' };
}

/** Whether all appointments are as they were, but for what the flow changes. */
function othersAreAsBefore(flow: string): boolean {
	return seeds.every((before) => {
		const now = { ...fixture.sandbox.appointments.get(before.id)!, last_change_date: '' };
		const was = { ...before, last_change_date: '' };
		if (before.id === ID && flow !== 'Create') {
			const touched = flow.startsWith('Set')
				? 'attendance'
				: flow === 'Cancel'
					? 'deleted'
					: 'date';
			Object.assign(was, { [touched]: now[touched] });
		}
		return JSON.stringify(now) === JSON.stringify(was);
	});
}

/** Once, and with each try of each pass. */
const TIMES = [
	[1, false],
	[Infinity, true],
] as const;

/** A read before the change does nothing, so of these the harder case is enough. */
const timesOf = (request: string) =>
	/^(?:call|write|read back)$/.test(request) ? TIMES : [TIMES[1]];

const outcomes = new Map<string, Outcome>();

describe.each(Object.keys(FLOWS))('%s', (flow) => {
	it.each(Object.keys(ALL))(
		'R9, R11, R12, A4, A7, A8: %s, at each request: done once, or reported, or reported as unknown',
		async (fault) => {
			const found: string[] = [];
			for (const request of Object.keys(FLOWS[flow]!.requests)) {
				for (const [times, retryOnFail] of timesOf(request)) {
					const { problems, outcome } = await problemsOf({
						flow,
						request,
						fault,
						times,
						retryOnFail,
					});
					found.push(...problems);
					outcomes.set([flow, request, fault, times, retryOnFail].join(), outcome);
				}
			}
			expect(found).toEqual([]);
		},
	);
});

/** The table of the document, by the outcomes of the requests that write. */
function table(): string {
	const columns = Object.keys(FLOWS);
	const cell = (fault: string, flow: string) => {
		const of = (...rest: unknown[]) => outcomes.get([flow, 'write', fault, ...rest].join());
		const [once, always] = [of(1, false), of(Infinity, true)];
		return once === always ? once : `${once}, ${always}`;
	};
	const rows = Object.keys(ALL).map((fault) => [fault, ...columns.map((one) => cell(fault, one))]);
	const head = ['What goes wrong', ...columns];
	return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

it('docs/reliability.md tells these outcomes', () => {
	const file = path.join(__dirname, '../../../docs/reliability.md');
	const [, told = ''] =
		/<!-- appointments -->\n([\s\S]*?)<!-- end of appointments -->/.exec(
			fs.readFileSync(file, 'utf8'),
		) ?? [];
	const plain = (text: string) => text.replace(/-{3,}/g, '---').replace(/ +/g, ' ').trim();
	expect(plain(told)).toBe(plain(table()));
});

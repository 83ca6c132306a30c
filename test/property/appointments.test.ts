import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { faults, makeAppointment, type Appointment, type Fault } from '../../sandbox';
import { appointment, book, CHLOE, DAY, onDay } from '../support/appointments';
import { runAltegio } from '../support/engine';
import { locator } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';
import { runs, TIME_FOR_RUNS } from './runs';

/** Of other clients, on the same day and with the same team member. */
const OTHERS = [
	makeAppointment({
		id: 1,
		staff_id: CHLOE,
		client_id: 7001,
		date: `${DAY} 12:00:00`,
		seance_length: 2700,
	}),
	makeAppointment({
		id: 2,
		staff_id: CHLOE,
		date: `${DAY} 16:00:00`,
		seance_length: 3600,
		comment: 'Training',
	}),
];
const { fixture, time } = useSandboxInFakeTime({ appointments: OTHERS });
jest.setTimeout(TIME_FOR_RUNS);

const SLOTS = ['09:00', '10:00', '11:00', '14:00'];
const PHONES = ['+15550100201', '+15550100202'];

const FAULTS: Record<string, Fault | undefined> = {
	none: undefined,
	'429': faults.tooManyRequests,
	'500': faults.serverError,
	'422': faults.invalidFields,
	'504, carried out': faults.gatewayTimeoutApplied,
	'504, not carried out': faults.gatewayTimeout,
	'cut after': faults.cutAfter,
	'cut before': faults.cutBefore,
	'half an answer': faults.cutHalf,
	'a web page, carried out': { ...faults.htmlPage, apply: true },
};

const slot = fc.constantFrom(...SLOTS);
const step = fc.record({
	operation: fc.constantFrom('create', 'create', 'reschedule', 'cancel'),
	phone: fc.constantFrom(...PHONES),
	from: slot,
	to: slot,
	fault: fc.constantFrom(...Object.keys(FAULTS)),
	times: fc.constantFrom(1, 2, Infinity),
	retryOnFail: fc.boolean(),
});

const phoneOf = (clientId: number | null) =>
	fixture.sandbox.clients.get(clientId ?? 0)?.phone ?? 'nobody';

/** An appointment in short, such as "10:00 +15550100201". */
const inShort = ({ date, client_id }: Appointment) => `${date.slice(11, 16)} ${phoneOf(client_id)}`;

/** What the calendar holds, the others left out. */
function held(): Appointment[] {
	const isOther = ({ id }: Appointment) => OTHERS.some((other) => other.id === id);
	return onDay(fixture.sandbox, DAY).filter((one) => !isOther(one));
}

async function run(parameters: INodeParameters, retryOnFail = false) {
	const retry = { maxTries: 2, waitBetweenTries: 1000 };
	return await time.settle(
		runAltegio({ ...fixture.target, parameters, ...(retryOnFail && { retryOnFail: retry }) }),
	);
}

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a step asks for, and which appointment it makes and takes away; undefined if it makes no sense. */
function plan({ operation, phone, from, to }: Step, wanted: Set<string>, allowBusy: boolean) {
	const [old, made] = [`${from} ${phone}`, `${to} ${phone}`];
	const isFree = allowBusy || ![...wanted].some((one) => one.startsWith(to));
	const options = { allowBusy };
	if (operation === 'create') {
		const parameters = book({ start: `${DAY}T${to}`, clientPhone: phone, options });
		return { parameters, method: 'POST', made: isFree ? made : undefined };
	}
	const id = held().find((one) => inShort(one) === old)?.id;
	if (id === undefined) return undefined;
	const appointmentId = locator(`={{ ${id} }}`);
	if (operation === 'cancel') {
		return { parameters: appointment('cancel', { appointmentId }), method: 'DELETE', gone: old };
	}
	// Where the same client has both, the two could not be told apart.
	if (from === to || wanted.has(made)) return undefined;
	const parameters = appointment('reschedule', {
		...{ appointmentId, start: `${DAY}T${to}`, teamMemberId: locator(''), options },
	});
	return { parameters, method: 'PUT', ...(isFree && { made, gone: old }) };
}

it.each([false, true])(
	'A3, A4, A7: after any sequence of bookings, moves, cancellations, lost answers and repeated runs each wanted appointment is there once, and no other has changed (Allow Busy: %s)',
	async (allowBusy) => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
				fixture.sandbox.reset();
				const wanted = new Set<string>();
				const now = () => held().map(inShort).sort();
				for (const one of steps) {
					const planned = plan(one, wanted, allowBusy);
					if (!planned) continue;
					const { parameters, method, made, gone } = planned;
					const fault = FAULTS[one.fault];
					if (fault) fixture.sandbox.fault(fault, { method }, one.times);
					const { error } = await run(parameters, one.retryOnFail);
					fixture.sandbox.clearFaults();
					const isOpen = /may exist|not known whether/.test(error?.message ?? '');

					const before = [...wanted].sort();
					if (gone) wanted.delete(gone);
					if (made) wanted.add(made);
					const after = [...wanted].sort();
					// Done and told so, or not done and told so; only an unknown outcome may be either.
					const allowed = isOpen ? [before, after] : [error ? before : after];
					expect(allowed).toContainEqual(now());
					// The user runs it once more, and what was done already is not done again.
					const isDone = JSON.stringify(now()) === JSON.stringify(after);
					if (method !== 'DELETE' || !isDone) await run(parameters);
					expect(now()).toEqual(after);
					for (const other of OTHERS) {
						expect(fixture.sandbox.appointments.get(other.id)).toEqual(other);
					}
				}
			}),
			{ numRuns: runs(24) },
		);
	},
);

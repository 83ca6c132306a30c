import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	makeLocation,
	makeService,
	makeTeamMember,
	type Schedule,
	type SandboxOptions,
} from '../../sandbox';
import { locator, UNPACED } from './fixture';

/** The salon of the tests for free time. */
export const SALON = 41;
export const [CUT, COLOUR, TRAINING, NOBODYS] = [701, 702, 703, 704] as const;
/** A team of twelve; the first two are Anna and Ben. */
export const TEAM = Array.from({ length: 12 }, (_, index) => 501 + index);
export const [ANNA, BEN] = [501, 502] as const;

type Week = Schedule['week'];

const everyDay = (from: string, to: string): Week =>
	Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from, to }]]));

/** A salon in Vienna unless told otherwise. Anna works from 10 to 12 and from 13 to 15 each day, Ben from 14 to 18. */
export function salon({
	timeZone = 'Europe/Vienna',
	offset = 1,
	size = 2,
	weeks = [
		Object.fromEntries(
			[1, 2, 3, 4, 5, 6, 7].map((day) => [
				day,
				[
					{ from: '10:00', to: '12:00' },
					{ from: '13:00', to: '15:00' },
				],
			]),
		),
		everyDay('14:00', '18:00'),
	],
}: {
	timeZone?: string;
	/** Hours of `datetime`, which do not follow summer time. */
	offset?: number;
	size?: number;
	weeks?: Week[];
} = {}): SandboxOptions {
	const team = TEAM.slice(0, size);
	const links = (minutes: number) =>
		team.map((id) => ({ id, seance_length: minutes * 60, technological_card_id: null }));
	return {
		locations: [
			makeLocation({
				...{ id: SALON, title: 'Test Salon', timezone: offset, timezone_name: timeZone },
			}),
		],
		services: [
			makeService({ id: CUT, location_id: SALON, title: 'Haircut', staff: links(60) }),
			makeService({ id: COLOUR, location_id: SALON, title: 'Colour', staff: links(90) }),
			makeService({
				id: TRAINING,
				location_id: SALON,
				title: 'Training',
				active: 0,
				staff: links(30),
			}),
			makeService({ id: NOBODYS, location_id: SALON, title: 'Wedding Styling', staff: [] }),
		],
		teamMembers: team.map((id, index) =>
			makeTeamMember({
				...{ id, company_id: SALON, name: ['Anna Lee', 'Ben Ode'][index] ?? `Member ${id}` },
			}),
		),
		schedules: team.map((id, index) => ({
			...{ id, location_id: SALON, days: {}, busy: [] },
			week: weeks[index % weeks.length] ?? {},
		})),
	};
}

/** Parameters of an operation of Availability in the salon; `more` overrides any. */
export function availability(operation: 'check' | 'getSlots', more: object = {}): INodeParameters {
	return {
		resource: 'availability',
		operation,
		locationId: locator(SALON),
		serviceIds: [CUT],
		teamMemberIds: [],
		...UNPACED,
		...more,
	} as INodeParameters;
}

/** Slots in short: "2026-04-20T10:00 Anna Lee". */
export function short(slots: unknown): string[] {
	return (slots as IDataObject[]).map(({ start, team_member }) => {
		return `${String(start).slice(0, 16)} ${String((team_member as IDataObject).name)}`;
	});
}

/** Lets `Date` stand still at a moment, in the node and in the sandbox; all else goes on. */
export function standStill(moment: string): void {
	jest.useFakeTimers({
		now: new Date(moment),
		doNotFake: [
			...(['clearImmediate', 'clearInterval', 'clearTimeout', 'hrtime', 'nextTick'] as const),
			...(['performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'] as const),
		],
	});
}

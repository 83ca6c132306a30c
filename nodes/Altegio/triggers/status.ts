import type { IDataObject } from 'n8n-workflow';

/** Statuses of an appointment by Altegio's numbers. */
const WORDS = new Map([
	[0, 'waiting'],
	[2, 'confirmed'],
	[1, 'arrived'],
	[-1, 'noShow'],
] as const);

export const STATUSES = [...WORDS.values()];
export type Status = (typeof STATUSES)[number];

/** The status of an appointment, deleted or not; undefined where it shows none. */
export function statusOf({ attendance, visit_attendance }: IDataObject): Status | undefined {
	const number = [attendance, visit_attendance].find((one) => one !== undefined && one !== null);
	return number === undefined ? undefined : WORDS.get(Number(number) as 0);
}

/** The kinds of events that can be switched on, by Altegio's names. */
export const hookFlags = [
	'salon',
	'service_category',
	'service',
	'good',
	'master',
	'client',
	'record',
	'goods_operations_sale',
	'goods_operations_receipt',
	'goods_operations_consumable',
	'goods_operations_stolen',
	'goods_operations_move',
	'finances_operation',
	'loyalty_card',
	'schedule',
] as const;

export type HookFlag = (typeof hookFlags)[number];
export type Flag = 0 | 1;
export type HookFlags = Record<HookFlag, Flag>;

/** One address that gets events, with what Altegio keeps for each. */
export interface HookRow extends HookFlags {
	url: string;
	active: Flag;
	self_sending: Flag;
	/** The partner whose request wrote the settings: his own changes are sent only with `self_sending`. */
	partner: string;
}

/** The webhook settings of one location. */
export interface HookSettings {
	/** The location. */
	id: number;
	rows: HookRow[];
	/** What the user of the sandbox may do with them. */
	right: 'none' | 'read' | 'write';
}

/** An address as other software registers it: appointments only, unless told otherwise. */
export function makeHookRow(url: string, given: Partial<HookRow> = {}): HookRow {
	const none = Object.fromEntries(hookFlags.map((flag) => [flag, 0])) as HookFlags;
	return { url, active: 1, ...none, record: 1, self_sending: 0, partner: 'another', ...given };
}

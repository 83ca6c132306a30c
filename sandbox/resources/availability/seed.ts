/** What a location lets its clients book online. */
export interface OnlineRules {
	/** Of the location. */
	id: number;
	isOn: boolean;
	/** Minutes from now to the first start. */
	leadMinutes: number;
	/** Days from today. */
	horizonDays: number;
	/** Minutes from one start to the next. */
	stepMinutes: number;
}

/** The rules of a location that has none of its own. */
export const usualRules = { isOn: true, leadMinutes: 30, horizonDays: 120, stepMinutes: 15 };

/** One location takes bookings by telephone only. */
export const defaultOnlineRules: readonly OnlineRules[] = [
	{ ...usualRules, id: 45002, isOn: false },
];

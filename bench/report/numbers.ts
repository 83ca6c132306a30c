/** The one in the middle; of two, the lower. Throws without values. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted[Math.floor((sorted.length - 1) / 2)];
	if (middle === undefined) throw new Error('No values to take the median of');
	return middle;
}

/** `1,234` or `1,234.5`. */
export function fixed(value: number, digits = 0): string {
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

export const seconds = (ms: number): string => fixed(ms / 1000, ms < 10_000 ? 2 : 1);

export const megabytes = (bytes: number): string => fixed(bytes / 1e6);

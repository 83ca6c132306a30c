/** The one in the middle; of two, the lower. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)];
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

/** `1.35 times`, for sentences. */
export const times = (ratio: number): string => `${fixed(ratio, 2)} times`;

/** What the clock at the first location of the sandbox, in New York, shows at a moment: "2026-04-20 18:30:00". */
export function clockAt(millis: number): string {
	return new Date(millis).toLocaleString('sv-SE', { timeZone: 'America/New_York' });
}

/** The two names of js-yaml that the sandbox uses; the package brings no types. */
declare module 'js-yaml' {
	/** YAML without dates: `2026-12-01` stays a text, as in JSON. */
	export const CORE_SCHEMA: unknown;
	export function load(text: string, options: { schema: unknown }): unknown;
}

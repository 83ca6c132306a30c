import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const SECRET_FIELDS = ['partnerToken', 'userToken', 'password', 'sessionToken'];

/** Shorter ones, such as tests of blank tokens use, would be found in ordinary words. */
const SHORTEST = 4;

/** The values in credentials that must not be seen anywhere. */
export function secretsIn(...credentials: Array<ICredentialDataDecryptedObject | undefined>) {
	const values = credentials.flatMap((given = {}) =>
		SECRET_FIELDS.map((field) => String(given[field] ?? '').trim()),
	);
	return [...new Set(values)].filter((value) => value.length >= SHORTEST);
}

/** Names of the places in which one of the secrets shows. */
export function leaks(secrets: string[], places: Record<string, unknown>): string[] {
	return Object.entries(places)
		.filter(([, place]) => {
			return textsIn(place).some((text) => secrets.some((secret) => text.includes(secret)));
		})
		.map(([name]) => name);
}

/** Throws if one of the secrets shows: called with whatever any test gets out of n8n. */
export function refuseLeaks(secrets: string[], places: Record<string, unknown>): void {
	const found = leaks(secrets, places);
	if (found.length > 0) throw new Error(`A token or password shows in ${found.join(', ')}`);
}

/** Every text that can be reached from a value: hidden properties, causes, keys of maps and all. */
function textsIn(root: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const open = [root];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value === 'string') texts.push(value);
		if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
		if (seen.has(value)) continue;
		seen.add(value);
		if (Buffer.isBuffer(value)) texts.push(value.toString());
		if (value instanceof Map) open.push(...value.keys(), ...(value.values() as Iterable<unknown>));
		if (value instanceof Set) open.push(...(value as Set<unknown>));
		for (const key of Reflect.ownKeys(value)) {
			const described = Reflect.getOwnPropertyDescriptor(value, key);
			open.push(String(key), described?.value);
		}
	}
	return texts;
}

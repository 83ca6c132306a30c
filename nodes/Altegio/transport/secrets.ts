import { clean, sessionTokenOf } from '../../../credentials/session';
import type { Advice } from './advice';
import type { Item } from './item';

const SECRETS = ['partnerToken', 'userToken', 'password'];

/** Shorter ones would blot out ordinary words, and are no token of Altegio's. */
const SHORTEST = 4;

/** An answer may repeat what was sent, and its words go into messages, executions and logs: not the secrets. */
export async function withoutSecrets(
	item: Pick<Item, 'getCredentials'>,
	advice: Advice,
): Promise<Advice> {
	const credentials = await item.getCredentials('altegioApi');
	const message = [...SECRETS.map((name) => credentials[name]), sessionTokenOf(credentials)]
		.map(clean)
		.filter((secret) => secret.length >= SHORTEST)
		// The longest first: one may be the beginning of another.
		.sort((a, b) => b.length - a.length)
		.reduce((text, secret) => text.replaceAll(secret, '***'), advice.message);
	return { ...advice, message };
}

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

const KNOWN_BASE_URLS: Record<string, string> = {
	production: 'https://api.alteg.io/api/v1',
	mock: 'https://developer.alteg.io/_mock/en/b2b-v1/openapi',
};

/**
 * Address of the API for the chosen environment, without a trailing slash.
 *
 * @throws UserError if it is no full address
 */
export function baseUrl({ environment, baseUrl: own }: ICredentialDataDecryptedObject): string {
	const known = KNOWN_BASE_URLS[String(environment || 'production')];
	const address =
		known ??
		String(own ?? '')
			.trim()
			.replace(/\/+$/, '');
	if (URL.canParse(address) && /^https?:/i.test(address)) return address;
	throw new UserError(
		"'Base URL' in the Altegio credential must be a full address, for example https://api.alteg.io/api/v1.",
	);
}

/**
 * The same rule where n8n takes only an expression: for the credential test, and in `requestDefaults` for tool calls,
 * as n8n's routing lets a credential with restricted domains reach only the address that is declared there.
 */
export const BASE_URL_EXPRESSION =
	`={{ ${JSON.stringify(KNOWN_BASE_URLS)}[$credentials.environment || "production"]` +
	' ?? String($credentials.baseUrl ?? "").trim().replace(/\\/+$/, "") }}';

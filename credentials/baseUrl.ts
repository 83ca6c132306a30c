import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const KNOWN_BASE_URLS: Record<string, string> = {
	production: 'https://api.alteg.io/api/v1',
	mock: 'https://developer.alteg.io/_mock/en/b2b-v1/openapi',
};

/** Address of the API for the chosen environment, without a trailing slash; '' if it is missing. */
export function baseUrl(credentials: ICredentialDataDecryptedObject): string {
	const { environment = 'production', baseUrl: own } = credentials;
	return (
		KNOWN_BASE_URLS[String(environment)] ??
		String(own ?? '')
			.trim()
			.replace(/\/+$/, '')
	);
}

/**
 * The same rule where n8n takes only an expression. It has to stand in `requestDefaults`: n8n lets a
 * credential with restricted domains reach its own service only if the address is declared there.
 */
export const BASE_URL_EXPRESSION =
	`={{ ${JSON.stringify(KNOWN_BASE_URLS)}[$credentials.environment || "production"]` +
	' ?? ($credentials.baseUrl || "").trim().replace(/\\/+$/, "") }}';

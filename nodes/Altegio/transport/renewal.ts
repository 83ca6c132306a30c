import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from './answer';

type Ignored = IHttpRequestOptions['ignoreHttpStatusErrors'];

/**
 * Sends a request so that every answer comes back, whatever its status, except the 401 on which n8n renews an
 * expired session.
 *
 * @param request sends it with these statuses ignored
 */
export async function withRenewal(
	request: (ignoreHttpStatusErrors: Ignored) => Promise<Answer>,
): Promise<Answer> {
	const answer = await request({ ignore: true, except: [401] });
	// Before n8n 2.9 the 401 comes back like any other, and only a thrown one renews a session.
	return answer.statusCode === 401 ? await request(false) : answer;
}

import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { baseUrl } from '../../../credentials/baseUrl';
import { adviceForAnswer } from '../transport/advice';
import { isSuccess, type Answer } from '../transport/answer';

/**
 * Reads something for the form in the editor.
 *
 * @throws NodeApiError with Altegio's words, which the editor shows in place of the list
 */
export async function ask(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject = {},
): Promise<Answer> {
	const credentials = await context.getCredentials('altegioApi');
	const answer = (await context.helpers.httpRequestWithAuthentication.call(context, 'altegioApi', {
		baseURL: baseUrl(credentials),
		url,
		qs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		timeout: 30_000,
	})) as Answer;
	if (isSuccess(answer)) return answer;
	const { message, description, code } = adviceForAnswer(answer, 'GET', false);
	throw new NodeApiError(context.getNode(), {}, { message, description, httpCode: code });
}

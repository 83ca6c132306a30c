import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { baseUrl } from '../../../credentials/baseUrl';
import { dataOf, isSuccess, wordsOf, type Answer } from '../transport/answer';

const NO_LIST = "Altegio's answer holds no list. Open it again in a minute.";

/**
 * Reads a list for the form in the editor.
 *
 * @throws NodeApiError with Altegio's words, which the editor shows in place of the list
 */
export async function askForList(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject = {},
): Promise<IDataObject[]> {
	const credentials = await context.getCredentials('altegioApi');
	const send = async (ignoreHttpStatusErrors: IHttpRequestOptions['ignoreHttpStatusErrors']) =>
		(await context.helpers.httpRequestWithAuthentication.call(context, 'altegioApi', {
			baseURL: baseUrl(credentials),
			url,
			qs,
			returnFullResponse: true,
			ignoreHttpStatusErrors,
			timeout: 30_000,
		})) as Answer;
	let answer = await send({ ignore: true, except: [401] });
	// Before n8n 2.9 the 401 comes back like any other status, and only a thrown one renews a session.
	if (answer.statusCode === 401) answer = await send(false);
	if (!isSuccess(answer)) throw toError(context, `${wordsOf(answer)} ${whatToDo(answer)}`);
	const data = dataOf(answer);
	if (!Array.isArray(data)) throw toError(context, NO_LIST);
	return data as IDataObject[];
}

function whatToDo({ statusCode }: Answer): string {
	if (statusCode === 429)
		return 'The limit of requests is used up: open the list again in a few minutes.';
	if (statusCode >= 500) return 'Open the list again later.';
	if (statusCode === 403) return 'The Altegio user needs the right to manage locations.';
	return "Check 'Environment' and 'Base URL' in the Altegio credential.";
}

function toError(context: ILoadOptionsFunctions, message: string): NodeApiError {
	return new NodeApiError(context.getNode(), {}, { message, httpCode: 'none' });
}

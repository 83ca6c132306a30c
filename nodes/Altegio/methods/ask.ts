import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { baseUrl } from '../../../credentials/baseUrl';
import { adviceForAnswer, NO_LIST, type Advice } from '../transport/advice';
import { dataOf, isSuccess, type Answer } from '../transport/answer';

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
	const answer = (await context.helpers.httpRequestWithAuthentication.call(context, 'altegioApi', {
		baseURL: baseUrl(credentials),
		url,
		qs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		timeout: 30_000,
	})) as Answer;
	if (!isSuccess(answer)) throw toError(context, adviceForAnswer(answer, 'GET', false));
	const data = dataOf(answer);
	if (!Array.isArray(data)) throw toError(context, { message: NO_LIST });
	return data as IDataObject[];
}

function toError(
	context: ILoadOptionsFunctions,
	{ message, description, code }: Advice,
): NodeApiError {
	return new NodeApiError(
		context.getNode(),
		{},
		{ message, description, httpCode: code ?? 'none' },
	);
}

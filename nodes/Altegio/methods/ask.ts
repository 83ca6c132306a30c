import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { baseUrl } from '../../../credentials/baseUrl';
import { isList } from '../resources/location/values';
import { dataOf, isSuccess, wordsOf, type Answer } from '../transport/answer';
import { paced } from '../transport/pace';
import { withRenewal } from '../transport/renewal';
import { withoutSecrets } from '../transport/secrets';

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
	const { httpRequestWithAuthentication } = context.helpers;
	const baseURL = baseUrl(credentials);
	const answer = await paced(
		baseURL,
		async () =>
			await withRenewal(
				async (ignoreHttpStatusErrors) =>
					(await httpRequestWithAuthentication.call(context, 'altegioApi', {
						baseURL,
						url,
						qs,
						returnFullResponse: true,
						ignoreHttpStatusErrors,
						timeout: 30_000,
					})) as Answer,
			),
	).catch((error: Error) => {
		// Made anew from its text: what n8n's error holds of the request includes the tokens.
		throw toError(context, error.message);
	});
	if (!isSuccess(answer)) {
		const words = `${wordsOf(answer)} ${whatToDo(answer)}`;
		throw toError(context, (await withoutSecrets(context, { message: words })).message);
	}
	const data = dataOf(answer);
	if (!isList(data)) throw toError(context, NO_LIST);
	return data;
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

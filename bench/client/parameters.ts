import type { INodeParameters } from 'n8n-workflow';

import { credentials } from '../../sandbox/resources/account/seed';
import { PAGE_SIZE } from './items';
import type { RunTask } from './task';

/** The type name that workflows store; n8n lets only this node use any credential. */
export const HTTP_REQUEST_TYPE = 'n8n-nodes-base.httpRequest';

/** The version that a user gets who adds the node today. */
export const HTTP_REQUEST_VERSION = 4.5;

const { partnerToken, userToken } = credentials;

/** The type of n8n's Header Auth credential. */
export const HEADER_AUTH = 'httpHeaderAuth';

/** A Header Auth credential with Altegio's two tokens. */
export const headerAuth = {
	name: 'Authorization',
	value: `Bearer ${partnerToken}, User ${userToken}`,
};

/** How an HTTP Request node uses that credential. */
export const headerAuthParameters: INodeParameters = {
	authentication: 'genericCredentialType',
	genericAuthType: HEADER_AUTH,
	sendHeaders: true,
	headerParameters: { parameters: [{ name: 'Accept', value: 'application/vnd.api.v2+json' }] },
};

/** What is to be done, apart from how it is measured. */
type Work = Pick<RunTask, 'peer' | 'operation' | 'baseUrl' | 'paced' | 'batching'>;

/** How a user fills in the node of a peer. */
export function parametersFor(work: Work): INodeParameters {
	return work.peer === 'altegio' ? altegioParameters(work) : httpParameters(work);
}

function altegioParameters({ operation, paced }: Work): INodeParameters {
	const requestOptions = paced ? {} : { requestsPerSecond: 0, requestsPerMinute: 0 };
	if (operation === 'getAll') {
		return { resource: 'location', operation, returnAll: true, simplify: false, requestOptions };
	}
	return {
		resource: 'location',
		operation,
		locationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		...(operation === 'update' && {
			updateFields: {
				address: '={{ $json.address }}',
				zip: '={{ $json.zip }}',
				shortDescr: '={{ $json.short_descr }}',
			},
		}),
		requestOptions,
	};
}

function httpParameters(work: Work): INodeParameters {
	const { operation, baseUrl, batching } = work;
	if (operation === 'getAll') {
		return {
			...headerAuthParameters,
			url: `${baseUrl}/companies`,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'my', value: '1' }] },
			options: { pagination: { pagination: pages } },
		};
	}
	return {
		...headerAuthParameters,
		method: operation === 'update' ? 'PUT' : 'DELETE',
		url: `=${baseUrl}/company/{{ $json.id }}`,
		...(operation === 'update' && { sendBody: true, ...body(work) }),
		options: batching ? { batching: { batch: batching } } : {},
	};
}

function body({ peer }: Work): INodeParameters {
	if (peer === 'httpExpert') {
		return {
			specifyBody: 'json',
			jsonBody: '={{ { address: $json.address, zip: $json.zip, short_descr: $json.short_descr } }}',
		};
	}
	const fields = ['address', 'zip', 'short_descr'];
	const parameters = fields.map((name) => ({ name, value: `={{ $json.${name} }}` }));
	return { bodyParameters: { parameters } };
}

const pages: INodeParameters = {
	paginationMode: 'updateAParameterInEachRequest',
	parameters: {
		parameters: [
			{ type: 'qs', name: 'count', value: String(PAGE_SIZE) },
			{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' },
		],
	},
	paginationCompleteWhen: 'other',
	completeExpression: `={{ $response.body.data.length < ${PAGE_SIZE} }}`,
};

import type { INode, INodeParameters, INodeType } from 'n8n-workflow';

import { credentials } from '../../sandbox/operations';
import { CREDENTIAL_REFERENCE } from '../../test/support/credentials';
import { ALTEGIO_TYPE } from '../../test/support/node-types';
import { newNode, type Target } from '../../test/support/workflow';
import {
	HTTP_REQUEST_TYPE,
	HTTP_REQUEST_VERSION,
	headerCredential,
	httpRequest,
} from './httpRequest';
import { PAGE_SIZE } from './items';
import type { RunTask } from './task';

/** Name of the node that does the work. */
export const WORKER = 'Worker';

interface Cast {
	node: INode;
	target: Target;
	otherNodes?: Record<string, INodeType>;
}

/** The node that a peer uses, filled in for the task, with its credential. */
export function nodeFor(task: RunTask): Cast {
	const { partnerToken, userToken } = credentials;
	const target = { baseUrl: task.baseUrl, credentials: { partnerToken, userToken } };
	if (task.peer === 'altegio') {
		return {
			node: {
				...newNode(WORKER, ALTEGIO_TYPE, altegioParameters(task)),
				credentials: { altegioApi: CREDENTIAL_REFERENCE },
			},
			target,
		};
	}
	return {
		node: {
			...newNode(WORKER, HTTP_REQUEST_TYPE, httpParameters(task)),
			typeVersion: HTTP_REQUEST_VERSION,
			credentials: { httpHeaderAuth: CREDENTIAL_REFERENCE },
		},
		target: { ...target, credentialsHelper: headerCredential() },
		otherNodes: { [HTTP_REQUEST_TYPE]: httpRequest },
	};
}

function altegioParameters({ operation, paced }: RunTask): INodeParameters {
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

function httpParameters(task: RunTask): INodeParameters {
	const { operation, baseUrl, batching } = task;
	const accept = [{ name: 'Accept', value: 'application/vnd.api.v2+json' }];
	const common: INodeParameters = {
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendHeaders: true,
		headerParameters: { parameters: accept },
	};
	if (operation === 'getAll') {
		return {
			...common,
			url: `${baseUrl}/companies`,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'my', value: '1' }] },
			options: { pagination: { pagination: pages } },
		};
	}
	return {
		...common,
		method: operation === 'update' ? 'PUT' : 'DELETE',
		url: `=${baseUrl}/company/{{ $json.id }}`,
		...(operation === 'update' && { sendBody: true, ...body(task) }),
		options: batching ? { batching: { batch: batching } } : {},
	};
}

function body({ peer }: RunTask): INodeParameters {
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

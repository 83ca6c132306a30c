import type { INode, INodeType } from 'n8n-workflow';

import { credentials } from '../../sandbox/resources/account/seed';
import { CREDENTIAL_REFERENCE } from '../../test/support/credentials';
import { ALTEGIO_TYPE } from '../../test/support/nodeTypes';
import { newNode, type Target } from '../../test/support/workflow';
import { headerCredential, httpRequest } from './httpRequest';
import { HTTP_REQUEST_TYPE, HTTP_REQUEST_VERSION, parametersFor } from './parameters';
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
				...newNode(WORKER, ALTEGIO_TYPE, parametersFor(task)),
				credentials: { altegioApi: CREDENTIAL_REFERENCE },
			},
			target,
		};
	}
	return {
		node: {
			...newNode(WORKER, HTTP_REQUEST_TYPE, parametersFor(task)),
			typeVersion: HTTP_REQUEST_VERSION,
			credentials: { httpHeaderAuth: CREDENTIAL_REFERENCE },
		},
		target: { ...target, credentialsHelper: headerCredential() },
		otherNodes: { [HTTP_REQUEST_TYPE]: httpRequest },
	};
}

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { manyClients, startSandbox } from '../../sandbox';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import { type Log, type N8nClient, outputOf, type WorkflowJson } from '../../scripts/n8n';
import type { BenchSetup } from '../benchSetup';
import {
	HEADER_AUTH,
	headerAuth,
	headerAuthParameters,
	HTTP_REQUEST_TYPE,
	HTTP_REQUEST_VERSION,
} from '../client/parameters';
import { fixed, seconds } from '../report/numbers';
import type { Table } from '../report/table';
import { LIMITS } from '../servers/sandbox';
import { type BenchNode, START, to, withNewN8n, workflowOf } from '../newN8n';

const LOCATION = 37532;
const TIME_TO_RUN_MS = 15 * 60_000;

const KNOWN = manyClients(120, { comment: 'Regular', email: 'kept@client.example', discount: 5 });
const NEW = Array.from({ length: 70 }, (_, index) => ({
	phone: `+1555${String(9_000_000 + index)}`,
	name: `New ${index}`,
	comment: 'Fresh',
}));

/** A sheet as people have it: known clients, half of them changed, new ones, and ten of these twice. */
const ROWS = [
	...KNOWN.map(({ phone, name }, index) => ({
		...{ phone, name, comment: index % 2 === 0 ? 'Regular' : 'VIP' },
	})),
	...NEW,
	...NEW.slice(0, 10),
];

/** A workflow, and the nodes whose items are the rows that it carried out. */
interface Way {
	label: string;
	workflow: (
		baseUrl: string,
		credentialId: string,
	) => Pick<WorkflowJson, 'connections'> & { nodes: BenchNode[] };
	credential: (baseUrl: string) => [name: string, type: string, data: IDataObject];
	results: string[];
}

const ALTEGIO: Way = {
	label: 'Altegio: Create or Update',
	credential: (baseUrl) => [CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential(baseUrl)],
	workflow: (_, id) => ({
		nodes: [
			{
				...{ name: 'Upsert', type: 'n8n-nodes-altegio.altegio', typeVersion: 1 },
				parameters: {
					...{ resource: 'client', operation: 'upsert' },
					locationId: { __rl: true, mode: 'id', value: LOCATION },
					...{ phone: '={{ $json.phone }}', name: '={{ $json.name }}' },
					additionalFields: { comment: '={{ $json.comment }}' },
				},
				credentials: { [CREDENTIAL_TYPE]: { id, name: CREDENTIAL_NAME } },
			},
		],
		connections: { Sheet: to('Upsert') },
	}),
	results: ['Upsert'],
};

/** What a user builds without this package: search by phone, If, then change or create. */
function plain(label: string, more: Partial<BenchNode>, batching?: INodeParameters): Way {
	return {
		label,
		credential: () => ['Tokens', HEADER_AUTH, headerAuth],
		workflow: (baseUrl, id) => {
			const request = (name: string, method: string, url: string, body: string): BenchNode => ({
				...{ name, type: HTTP_REQUEST_TYPE, typeVersion: HTTP_REQUEST_VERSION },
				parameters: {
					...{ method, url: `=${baseUrl}${url}` },
					...headerAuthParameters,
					...{ sendBody: true, specifyBody: 'json', jsonBody: `={{ ${body} }}` },
					options: batching ? { batching: { batch: batching } } : {},
				},
				credentials: { [HEADER_AUTH]: { id, name: 'Tokens' } },
				...more,
			});
			const filters = '[{ type: "quick_search", state: { value: $json.phone } }]';
			const search = `{ page: 1, page_size: 1, fields: ["id", "phone"], filters: ${filters} }`;
			const fields = '$("Sheet").item.json';
			return {
				nodes: [
					request('Search', 'POST', `/company/${LOCATION}/clients/search`, search),
					{
						...{ name: 'Is Known', type: 'n8n-nodes-base.if', typeVersion: 2.2 },
						parameters: {
							conditions: {
								options: { version: 2, caseSensitive: true, typeValidation: 'strict' },
								combinator: 'and',
								conditions: [
									{
										id: 'known',
										leftValue: '={{ $json.data.length }}',
										rightValue: 0,
										operator: { type: 'number', operation: 'gt' },
									},
								],
							},
						},
					},
					request('Update', 'PUT', `/client/${LOCATION}/{{ $json.data[0].id }}`, fields),
					request('Create', 'POST', `/clients/${LOCATION}`, fields),
				],
				connections: {
					Sheet: to('Search'),
					Search: to('Is Known'),
					'Is Known': to('Update', 'Create'),
				},
			};
		},
		results: ['Update', 'Create'],
	};
}

const WAYS: Way[] = [
	ALTEGIO,
	plain('HTTP Request and If, default', {}),
	plain(
		'HTTP Request and If, 1 per 300 ms, Retry On Fail, Continue',
		{ retryOnFail: true, maxTries: 3, waitBetweenTries: 5000, onError: 'continueRegularOutput' },
		{ batchSize: 1, batchInterval: 300 },
	),
];

/**
 * Clients from a sheet in a whole n8n: this node, and a workflow of n8n's own nodes that does the same. All run at the
 * same time, each with a sandbox of its own that enforces Altegio's limits.
 */
export async function upsert(setup: BenchSetup, log: Log): Promise<Table> {
	log(`Upsert: ${ROWS.length} rows, ${WAYS.length} workflows in one n8n; some minutes`);
	const rows = await withNewN8n(
		setup,
		log,
		async ({ client }) => await Promise.all(WAYS.map(async (way) => await measure(client, way))),
	);
	return {
		head: [
			'',
			'Rows',
			'Done',
			'Lost',
			'Cards that lost fields',
			'Requests',
			'Of these 429',
			'Time, s',
			'Ended with',
		],
		rows,
	};
}

async function measure(client: N8nClient, way: Way): Promise<string[]> {
	const sandbox = await startSandbox({ clients: KNOWN, limits: LIMITS });
	try {
		const credentialId = await client.createCredential(...way.credential(sandbox.url));
		const { nodes, connections } = way.workflow(sandbox.url, credentialId);
		const sheet = { name: 'Sheet', items: ROWS };
		const id = await client.createWorkflow(workflowOf(way.label, sheet, nodes, connections));
		const started = performance.now();
		const execution = await client.runWorkflow(id, START, TIME_TO_RUN_MS);
		const wallMs = performance.now() - started;

		const clients = [...sandbox.clients.values()];
		const isDone = ({ phone, comment }: (typeof ROWS)[number]) =>
			clients.some((one) => one.phone === phone && one.comment === comment);
		const done = ROWS.filter(isDone).length;
		const stripped = KNOWN.filter(({ id: known, email, discount }) => {
			const now = sandbox.clients.get(known);
			return now?.email !== email || now.discount !== discount;
		});
		const told = way.results.flatMap((name) => outputOf(execution, name));
		const failed = told.filter(({ json }) => json.error !== undefined).length;
		const limited = sandbox.requests.filter(({ status }) => status === 429).length;
		return [
			way.label,
			...[ROWS.length, done, ROWS.length - done, stripped.length].map((value) => fixed(value)),
			...[sandbox.requests.length, limited].map((value) => fixed(value)),
			seconds(wallMs),
			`${execution.status}, ${fixed(told.length)} items, ${fixed(failed)} with an error`,
		];
	} finally {
		await sandbox.close();
	}
}

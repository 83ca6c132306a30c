/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { defaultLocations, manyLocations, type Sandbox, startSandbox } from '../../sandbox';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import {
	type Execution,
	freePort,
	installCommunityNode,
	LOOPBACK,
	N8nClient,
	type N8nProcess,
	type RunningN8n,
	spawnN8n,
	startN8n,
	type WorkflowJson,
} from '../../scripts/n8n';
import { log, packedNode } from '../e2e/packedNode';
import { untilPublished } from '../e2e/published';
import { DATABASE, startPostgres, startRedis } from './servers';
import { JOBS, type JobName, triggerWorkflow, workflowOf } from './workflow';

/** Altegio's limits, as documented for its twin YCLIENTS. */
const LIMITS = { perSecond: 5, perMinute: 200 };

// Two workers together take four executions at once, so of five or more each of the three has one, whoever is faster.
const WORKER = ['worker', '--concurrency=2'];
const WORKERS = 3;

const OWNER = { email: 'owner@example.com', password: 'Queue-owner-1' };
const TIME_TO_START_MS = 180_000;
const TIME_TO_PUBLISH_MS = 240_000;
const POLL_MS = 500;

/**
 * n8n in queue mode: a main process, one that only takes webhooks, and three workers, each with its own folder; and a
 * sandbox with limits.
 */
export interface QueueFixture {
	sandbox: Sandbox;
	/** Starts one execution for each list of rows, all at once, and waits for the end of all. */
	execute(job: JobName, batches: object[][]): Promise<Execution[]>;
	/** Publishes a workflow that starts with each new appointment; gives its executions once there are so many. */
	listen(): Promise<(times: number) => Promise<Execution[]>>;
	/** For each worker the ids of the executions it took. */
	executedBy(): string[][];
	close(): Promise<void>;
}

/** Starts everything, with as many locations as asked for. */
export async function startQueueFixture(locations: number): Promise<QueueFixture> {
	const cleanups: Array<() => Promise<unknown>> = [];
	const close = async () => {
		for (const cleanup of cleanups.reverse()) {
			await cleanup().catch((error: unknown) => log(String(error)));
		}
	};
	try {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-queue-'));
		cleanups.push(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
		const tarball = packedNode();

		const sandbox = await startSandbox({
			limits: LIMITS,
			locations: [...defaultLocations, ...manyLocations(locations)],
			appointments: [],
		});
		cleanups.push(async () => await sandbox.close());
		const redis = await startRedis();
		cleanups.push(redis.stop);
		const postgres = await startPostgres(log);
		cleanups.push(postgres.stop);

		log('Starting n8n in queue mode');
		const webhookPort = await freePort();
		const webhookUrl = `http://${LOOPBACK}:${webhookPort}`;
		const main = await startN8n({
			userFolder: join(folder, 'main'),
			tarball,
			log,
			env: { ...queueMode(redis.port, postgres.port), WEBHOOK_URL: `${webhookUrl}/` },
		});
		cleanups.push(async () => await main.stop());
		const { client } = main;
		await client.setUpOwner(OWNER);
		const data = sandboxCredential(sandbox.url);
		const credential = await client.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
		const workflowIds = new Map<JobName, string>();
		for (const job of Object.keys(JOBS) as JobName[]) {
			workflowIds.set(job, await publish(client, workflowOf(job, credential)));
		}

		const workers: N8nProcess[] = [];
		for (let number = 1; number <= WORKERS; number++) {
			const userFolder = join(folder, `worker-${number}`);
			await installCommunityNode(tarball, userFolder, log);
			const worker = await spawnBeside(main, WORKER, userFolder);
			cleanups.push(async () => await worker.stop());
			workers.push(worker);
		}
		const hooksFolder = join(folder, 'webhook');
		await installCommunityNode(tarball, hooksFolder, log);
		const hooks = await spawnBeside(main, ['webhook'], hooksFolder, {
			N8N_PORT: String(webhookPort),
		});
		cleanups.push(async () => await hooks.stop());
		await Promise.all([
			...workers.map(async (worker) => await untilReady(worker, 'n8n worker is now ready')),
			untilReady(hooks, 'Webhook listener waiting for requests'),
		]);

		return {
			sandbox,
			async execute(job, batches) {
				await Promise.all(
					batches.map(async (rows) => await trigger(`${webhookUrl}/webhook/${job}`, rows)),
				);
				return await finished(client, workflowIds.get(job)!, batches.length);
			},
			async listen() {
				const id = await publish(client, triggerWorkflow(credential));
				return async (times) => await finished(client, id, times);
			},
			executedBy: () => workers.map(executionsIn),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

function queueMode(redisPort: number, postgresPort: number): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOOPBACK,
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_USER: DATABASE.user,
		DB_POSTGRESDB_DATABASE: DATABASE.name,
	};
}

/** A process as on a machine of its own: it shares main's database, queue and key, and no files. */
async function spawnBeside(
	main: RunningN8n,
	command: string[],
	userFolder: string,
	env: NodeJS.ProcessEnv = {},
): Promise<N8nProcess> {
	return spawnN8n(main.installation, command, {
		...main.env,
		...env,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
	});
}

async function untilReady(n8n: N8nProcess, words: string): Promise<void> {
	const end = Date.now() + TIME_TO_START_MS;
	while (!n8n.lines.some((line) => line.includes(words))) {
		if (!n8n.isRunning() || Date.now() > end) {
			throw new Error(`A process does not get ready:\n${n8n.lines.slice(-30).join('\n')}`);
		}
		await sleep(POLL_MS);
	}
}

/** Stores a workflow and publishes it, which takes a trigger over a minute if it waits for Altegio's limits; returns its id. */
async function publish(client: N8nClient, workflow: WorkflowJson): Promise<string> {
	const id = await client.createWorkflow(workflow);
	await client.publishWorkflow(id);
	await untilPublished(client, id, TIME_TO_PUBLISH_MS);
	return id;
}

async function trigger(url: string, rows: object[]): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	const answer = await response.text();
	if (!response.ok) throw new Error(`The webhook answered ${response.status}: ${answer}`);
}

/** Waits until a workflow has been executed so many times. The caller's test has a time limit. */
async function finished(client: N8nClient, workflowId: string, times: number) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	for (;;) {
		const { results } = await client.request<{
			results: Array<{ id: string; stoppedAt?: string }>;
		}>('GET', `/rest/executions?filter=${filter}`);
		const ended = results.filter(({ stoppedAt }) => stoppedAt);
		if (ended.length >= times) {
			return await Promise.all(ended.map(async ({ id }) => await client.getExecution(id)));
		}
		await sleep(POLL_MS);
	}
}

function executionsIn({ lines }: N8nProcess): string[] {
	return lines.flatMap((line) => /Worker started execution (\d+)/.exec(line)?.[1] ?? []);
}

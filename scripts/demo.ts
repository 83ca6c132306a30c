/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { credentials, type Sandbox, startSandbox } from '../sandbox';
import {
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
	exampleFiles,
	loadExample,
	sandboxCredential,
} from './examples';
import { clockAt } from './clock';
import { ensureN8n, freePort, packNode, type RunningN8n, secondsSince, startN8n } from './n8n';
import { triggerWorkflow } from './triggerWorkflow';

const OWNER = { email: 'demo@example.com', password: 'Altegio-demo-1' };
const N8N_PORT = 5678;
const SANDBOX_PORT = 8790;
const STEPS = 5;

/** Published from the start: each event of the sandbox is an execution of it. */
const EVENTS_WORKFLOW = 'Altegio: what happens at the salon';

const start = Date.now();
const log = (line: string) => console.log(line);

/** What to do at the end, in reverse order. */
const cleanups: Array<() => Promise<unknown>> = [];
let ending = false;
let stepsDone = 0;

/** Does one part of the demo and prints what it is and how long it took. */
async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	log(`[${++stepsDone}/${STEPS}] ${title}`);
	const stepStart = Date.now();
	const result = await work();
	log(`      done in ${secondsSince(stepStart)} s (${secondsSince(start)} s in all)`);
	return result;
}

/** Ends everything the demo started and then the demo itself. */
async function end(exitCode: number): Promise<void> {
	if (ending) return;
	ending = true;
	log('\nEnding the demo: n8n, the sandbox and the temporary folder ...');
	for (const cleanup of cleanups.reverse()) await cleanup().catch(console.error);
	log('Ended.');
	process.exit(exitCode);
}

async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-demo-'));
	removeAtEnd(folder);
	return folder;
}

function removeAtEnd(folder: string) {
	cleanups.push(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
}

async function sandbox(): Promise<Sandbox> {
	const port = await freePort(SANDBOX_PORT);
	const running = await startSandbox({ port, limits: { perSecond: 5, perMinute: 200 } });
	cleanups.push(async () => await running.close());
	return running;
}

async function n8nWith(tarball: string): Promise<RunningN8n> {
	const port = await freePort(N8N_PORT);
	const n8n = await startN8n({ userFolder: await temporaryFolder(), port, tarball, log });
	cleanups.push(async () => await n8n.stop());
	void n8n.exited.then(async (code) => {
		if (ending) return;
		log(`n8n ended by itself (${code}). Its last lines:\n${n8n.lines.slice(-30).join('\n')}`);
		await end(1);
	});
	return n8n;
}

/** Creates the account, the credential and the workflows; returns the id of each example's workflow by its file. */
async function furnish(
	{ client }: RunningN8n,
	sandboxUrl: string,
): Promise<Record<string, string>> {
	await client.setUpOwner(OWNER);
	const data = sandboxCredential(sandboxUrl);
	const credentialId = await client.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
	const test = await client.testCredential(credentialId, CREDENTIAL_NAME, CREDENTIAL_TYPE, data);
	if (test.status !== 'OK') throw new Error(`The credential test failed: ${test.message}`);
	const ids: Record<string, string> = {};
	for (const file of exampleFiles) {
		ids[file] = await client.createWorkflow(loadExample(file, credentialId));
	}
	const events = triggerWorkflow(EVENTS_WORKFLOW, 'altegioTrigger', credentialId, {
		resources: ['record', 'client', 'service', 'master', 'salon'],
	});
	await client.publishWorkflow(await client.createWorkflow(events));
	return ids;
}

async function main(): Promise<void> {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void end(0));
	}

	const tarball = await step('Building and packing the node', async () => await packNode(log));
	removeAtEnd(dirname(tarball));
	await step('Looking for n8n, installing it if needed', async () => await ensureN8n(log));
	const altegio = await step('Starting the sandbox, a local Altegio', sandbox);
	const n8n = await step(
		'Installing the node into a fresh n8n and starting it',
		async () => await n8nWith(tarball),
	);
	const ids = await step(
		'Creating the account, the credential and the workflows',
		async () => await furnish(n8n, altegio.url),
	);

	const soon = clockAt(Date.now() + 90 * 60_000);
	log(`
n8n is ready:   ${n8n.url}/workflow/${ids['update-one-location.json']}
  E-mail        ${OWNER.email}
  Password      ${OWNER.password}
The sandbox:    ${altegio.url} (its data lives as long as the demo)

What to try:
  1. The address above opens "Altegio: update one location". Click Execute workflow.
     What the local Altegio holds afterwards:
       curl -s ${altegio.url}/company/37532 -H 'Accept: application/vnd.api.v2+json' \\
         -H 'Authorization: Bearer ${credentials.partnerToken}, User ${credentials.userToken}'
  2. Open its "Update Location" node: pick another location, remove the fields you do not want to copy, add Title,
     run it again. Then try letters as a phone, and see what the node says.
  3. Under Workflows: "update many locations" lets 3 rows through, and 4 fail on purpose. "copy all locations"
     fills a data table. "close a location" opens a form: keep the workflow open meanwhile. The AI agent needs a
     credential for a model of yours.
  4. Under Credentials open "${CREDENTIAL_NAME}", change a token and save: More details says which one is wrong.
  5. "${EVENTS_WORKFLOW}" is published: it hears of whatever changes at the location.
     Move an appointment, as a receptionist does, and look under its Executions five seconds later:
       curl -s ${altegio.origin}/_sandbox/changes \\
         -d '{"kind":"appointment","id":640001,"fields":{"date":"2030-01-07 12:00:00"}}'
  6. Publish "reminders", then move the appointment to 90 minutes from now, by the clock of the location. A reminder
     follows within five minutes. It ends in Not Sent, as messages.example.com does not exist:
       curl -s ${altegio.origin}/_sandbox/changes \\
         -d '{"kind":"appointment","id":640001,"fields":{"date":"${soon}"}}'
  7. In "a receptionist" open Find Free Slots, click Execute step and type Haircut. Then do the same in Book Appointment
     with Haircut, a team member and a start of the list, and Ada. No model is needed for that.

Press Ctrl-C here to end all of it.
`);
}

main().catch(async (error: unknown) => {
	// An interrupted step fails too; that is no news.
	if (ending) return;
	console.error(error instanceof Error ? error.message : error);
	await end(1);
});

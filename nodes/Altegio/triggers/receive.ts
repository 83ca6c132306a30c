import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { objectOf } from '../kit/read';
import { triggerApi, triggerForm } from '../transport/editor';
import type { Subject } from '../transport/operation';
import { isSameSecret, sha256, tokenOf, webhookIdOf } from './address';
import {
	idOf,
	isDeleted,
	isWanted,
	pathOf,
	readEvent,
	Repeats,
	toItem,
	type Event,
} from './events';
import { readChoice, type Choice } from './parameters';

const repeats = new Repeats();

const HOUR_MS = 3_600_000;
let warnedAt = -Infinity;

/** A key is long enough to tell events apart, and short enough to be looked at. */
const KEY_LENGTH = 32;

/**
 * Receives one event. Altegio waits for ten seconds and then repeats, so the answer is given here, before n8n looks
 * for a free slot and before anything is read. It never throws, as n8n would answer 500, and writes no static data.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	let isTrusted = false;
	try {
		isTrusted = await hasToken(this);
		if (!isTrusted) {
			warnOfStranger(this);
			return answer(this, 403, 'The token is missing or wrong.');
		}
		return await start(this);
	} catch (error) {
		this.logger.warn(`Altegio Trigger: an event could not be looked at. ${textOf(error)}`);
		if (!isTrusted) return answer(this, 403, 'The token could not be checked.');
		// Nothing is lost: the workflow gets what came.
		return started(answer(this, 200, 'Received.'), { body: rawOf(this) });
	}
}

async function start(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const event = readEvent(context.getBodyData());
	if (!event) return answer(context, 400, 'This is no event of Altegio.');
	const choice = readChoice(triggerForm(context));
	if (!isWanted(event, choice)) return answer(context, 200, 'Not wanted.');
	const key = sha256(rawOf(context)).slice(0, KEY_LENGTH);
	const address = `${webhookIdOf(context.getNode())} ${isTest(context) ? 'test' : 'live'}`;
	if (repeats.isRepeat(address, key, event)) return answer(context, 200, 'Known already.');

	const received = answer(context, 200, 'Received.');
	const receivedAt = new Date().toISOString();
	if (!choice.readBack) return started(received, toItem(event, key, receivedAt));
	const found = await readBack(context, event, choice);
	if (!found) return received;
	const { data = event.data, verified } = found;
	return started(received, { ...toItem({ ...event, data }, key, receivedAt), verified });
}

/** Whether the address holds the secret: the derived one, or the registered one if the partner token was changed. */
async function hasToken(context: IWebhookFunctions): Promise<boolean> {
	const { token: given } = context.getQueryData() as IDataObject;
	if (typeof given !== 'string') return false;
	const { token: registered } = context.getWorkflowStaticData('node');
	const isRegistered = typeof registered === 'string' && isSameSecret(given, registered);
	const credentials = await context
		.getCredentials<ICredentialDataDecryptedObject>('altegioApi')
		.catch(() => undefined);
	if (!credentials) return isRegistered;
	const derived = tokenOf(context.getNode(), credentials, isTest(context));
	return isSameSecret(given, derived) || isRegistered;
}

function isTest(context: IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
}

/** Not for every call: somebody who guesses addresses would fill the log. */
function warnOfStranger(context: IWebhookFunctions): void {
	const now = Date.now();
	if (now - warnedAt < HOUR_MS) return;
	warnedAt = now;
	context.logger.warn(
		'Altegio Trigger: refused a call whose token is missing or wrong. If it came from Altegio, unpublish the workflow and publish it again.',
	);
}

/** Answers the call. n8n sends nothing more. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function started(answered: IWebhookResponseData, json: IDataObject): IWebhookResponseData {
	return { ...answered, workflowData: [[{ json }]] };
}

function rawOf(context: IWebhookFunctions): string {
	const { rawBody } = context.getRequestObject() as { rawBody?: Uint8Array };
	const body = context.getBodyData() as unknown;
	if (rawBody) return new TextDecoder().decode(rawBody);
	return typeof body === 'string' ? body : JSON.stringify(body);
}

function textOf(error: unknown): string {
	return error instanceof Error ? error.message : '';
}

const SUBJECT: Subject = {
	noun: 'object',
	parameters: ['Location'],
	fieldLabel: (api) => api,
	idOf: () => undefined,
};

/** The answer is given: there is time to read, but the workflow should start soon. */
const READ_BACK_MS = 60_000;
const TIMEOUT_MS = 10_000;

/** What was found out about an event. */
interface ReadBack {
	/** The object as it is now; undefined where what came is all there is. */
	data?: IDataObject;
	verified: boolean;
}

/**
 * Reads the object of an event from Altegio.
 *
 * @returns undefined if the event is not true (any more)
 */
async function readBack(
	context: IWebhookFunctions,
	event: Event,
	{ location }: Choice,
): Promise<ReadBack | undefined> {
	const objectPath = pathOf(event);
	if (!objectPath) return { verified: false };
	const api = triggerApi(context, SUBJECT, {
		retryWords: 'send the event again',
		timeoutMs: TIMEOUT_MS,
		maxTries: 2,
		deadline: performance.now() + READ_BACK_MS,
	});
	const isDeletion = event.status === 'delete';
	const log = (what: string) => {
		const { resource, resource_id: id, status } = event;
		context.logger.warn(
			`Altegio Trigger: ${what} (${resource} ${id} at location ${location}, ${status}).`,
		);
	};
	try {
		const response = await api.send({
			method: 'GET',
			path: objectPath,
			accepts: ({ statusCode }) => statusCode === 404,
		});
		const isGone = response.statusCode === 404;
		const data = isGone ? undefined : objectOf(response, idOf(event));
		if (isDeletion && (isGone || (data && isDeleted({ status: '', data })))) {
			return { verified: true };
		}
		if (isGone) {
			log('an event is about something that does not exist, so it starts nothing');
			return undefined;
		}
		if (!data) {
			log('an event could not be compared with Altegio, whose answer does not hold the object');
			return { verified: false };
		}
		if (isDeletion) {
			log('an event says that something is deleted that still exists, so it starts nothing');
			return undefined;
		}
		return { data, verified: true };
	} catch (error) {
		log(`an event could not be compared with Altegio. ${textOf(error)}`);
		return { verified: false };
	}
}

import type { ICredentialDataDecryptedObject, IDataObject, IHookFunctions } from 'n8n-workflow';

import { baseUrl } from '../core/baseUrl';
import { path, type Path } from '../core/path';
import { dataOf, isSuccess } from '../core/response';
import { isObject } from '../core/values';
import { wait } from '../core/wait';
import { triggerApi, triggerForm } from '../transport/editor';
import { apiError, isOutcomeUnknown, validationError } from '../transport/errors';
import type { Api, Subject } from '../transport/operation';
import {
	hostsOf,
	isAbandonedTest,
	isOfSameN8n,
	isPublic,
	isSamePlace,
	maskAddresses,
	originOf,
	tokenOf,
	webhookIdOf,
	withoutQuery,
} from './address';
import { FLAGS, type Flag } from './flags';
import { readChoice, type Choice } from './parameters';
import {
	beforeOf,
	bodyOf,
	isRemoved,
	lacking,
	lackingAfterWrite,
	MAX_URLS,
	planRegistration,
	planRemoval,
	readMemory,
	readSettings,
	type Memory,
	type Plan,
	type Settings,
} from './settings';

/** n8n gives a publication 120 seconds, in which it may try several times. */
const MAX_DURATION_MS = 40_000;
const TIMEOUT_MS = 10_000;

/** How often a write is tried whose result is not what was wanted, because others write at the same time. */
const MAX_ROUNDS = 3;

const WHERE = 'Settings > System Settings > For Developers';

const READING: Subject = {
	noun: 'location',
	parameters: ['Location'],
	fieldLabel: (api) => FLAGS[api as Flag] ?? (api.startsWith('urls') ? 'Webhook addresses' : api),
	idOf: () => undefined,
	texts: {
		403: {
			action: "The Altegio user needs the right 'WebHook settings' for this location.",
			details: 'The owner gives it in the rights of the user, in the group Settings.',
		},
	},
};

const WRITING: Subject = {
	...READING,
	texts: {
		403: {
			action:
				"The Altegio user needs the right 'WebHook settings' and the right to edit the location, and webhooks must not be restricted for it.",
			details: 'The owner gives the rights; whether webhooks are restricted, Altegio can tell.',
		},
	},
};

/** Ends of the queues, by base URL and location: no two of our own changes of the same settings mix. */
const queues = new Map<string, Promise<unknown>>();

async function inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
	const turn = (queues.get(key) ?? Promise.resolve()).then(task);
	const end = turn
		.catch(() => {})
		.then(() => {
			if (queues.get(key) === end) queues.delete(key);
		});
	queues.set(key, end);
	return await turn;
}

/** The webhook settings of one location, for as long as one call of n8n's lasts. */
class HooksSettings {
	private readonly deadline = performance.now() + MAX_DURATION_MS;
	private readonly path: Path;

	constructor(
		private readonly context: IHookFunctions,
		location: number,
	) {
		this.path = path`/hooks_settings/${location}`;
	}

	/** @throws NodeApiError unless they could be read */
	async read(): Promise<Settings> {
		return (await this.readIfThere(false)) as Settings;
	}

	/** @returns undefined if Altegio says that there is no such location, where that is no surprise */
	async readIfThere(mayBeGone = true): Promise<Settings | undefined> {
		const api = this.api(READING);
		const response = await this.send(api, {
			method: 'GET',
			path: this.path,
			accepts: ({ statusCode }) => mayBeGone && statusCode === 404,
		});
		if (!isSuccess(response)) return undefined;
		const data = dataOf(response);
		const settings = isObject(data) ? readSettings(data) : undefined;
		if (settings) return settings;
		const message = `Altegio's answer holds no webhook settings. Wait a minute, then ${api.caller.retryWords}.`;
		throw apiError(api.caller, { message });
	}

	/** Writes once. A lost answer is no reason to give up: what is read back decides. */
	async write(plan: Plan): Promise<void> {
		const written = this.send(this.api(WRITING), {
			method: 'POST',
			path: this.path,
			effect: 'change',
			isRepeatable: false,
			body: bodyOf(plan),
		});
		const error = await written.then(() => undefined).catch((one: unknown) => one);
		if (error && !isOutcomeUnknown(error)) throw error;
	}

	/** Whether there is time for a write and the read after it. */
	get hasTime(): boolean {
		return this.deadline - performance.now() > 2 * TIMEOUT_MS;
	}

	/** Lets the others finish who write at the same time. */
	async pause(): Promise<void> {
		await wait(500 + Math.random() * 1500, undefined);
	}

	/** A new one for each request: nothing of one is remembered for the next. */
	private api(subject: Subject): Api {
		return triggerApi(this.context, subject, {
			retryWords: RETRY_WORDS,
			timeoutMs: TIMEOUT_MS,
			deadline: this.deadline,
		});
	}

	/** Altegio's words may repeat the addresses of other applications, which are secrets of theirs. */
	private async send(api: Api, request: Parameters<Api['send']>[0]): ReturnType<Api['send']> {
		try {
			return await api.send(request);
		} catch (error) {
			throw masked(error as Error);
		}
	}
}

function masked(error: Error): Error {
	error.message = maskAddresses(error.message);
	return error;
}

const RETRY_WORDS = 'publish the workflow again';

/** What a trigger node is about to register, or has. */
interface Registration {
	choice: Choice;
	url: string;
	token: string;
	queue: string;
	isOwn(url: string, isOff: boolean): boolean;
}

/**
 * Looks at what the user gave, before any request.
 *
 * @throws NodeOperationError that names the parameter, or says why Altegio cannot reach this n8n
 */
async function readRegistration(context: IHookFunctions): Promise<Registration> {
	const form = triggerForm(context);
	const choice = readChoice(form);
	const credentials = await context.getCredentials('altegioApi');
	const address = context.getNodeWebhookUrl('default') ?? '';
	if (credentials.environment === 'mock') {
		throw validationError(
			form,
			"The mock server of Altegio knows no webhooks: choose another 'Environment' in the Altegio credential.",
		);
	}
	if (credentials.environment !== 'custom' && !isPublic(address)) {
		throw validationError(
			form,
			`Altegio cannot reach ${withoutQuery(address)}: it needs an https address on the Internet. Set WEBHOOK_URL of n8n to one, or use the Altegio Polling Trigger, which needs none.`,
		);
	}
	const node = context.getNode();
	const token = tokenOf(node, credentials, context.getMode() === 'manual');
	return {
		choice,
		url: `${address}?token=${token}`,
		token,
		queue: queueOf(credentials, choice.location),
		isOwn: (url, isOff) =>
			isSamePlace(url, address) ||
			isAbandonedTest(url, address, webhookIdOf(node)) ||
			(isOff && isOfSameN8n(url, address)),
	};
}

function queueOf(credentials: ICredentialDataDecryptedObject, location: number): string {
	return `${baseUrl(credentials)} ${location}`;
}

/** Makes the plan of a registration, or says why it cannot be. */
function plan(context: IHookFunctions, now: Settings, registration: Registration): Plan {
	const { choice, url, isOwn } = registration;
	const { resources: needed, ownChanges, changeSharedSettings, location } = choice;
	// A test takes nothing from production, whose events of its own changes it would switch off.
	const consent = changeSharedSettings && context.getMode() !== 'manual';
	const made = planRegistration(now, { url, needed, ownChanges, isOwn }, consent);
	const form = triggerForm(context);
	const hosts = hostsOf(made.others);
	if (made.others.length >= MAX_URLS) {
		throw validationError(
			form,
			`Location ${location} already has ${MAX_URLS} webhook addresses, the most that Altegio takes (${hosts}). Remove one that is not used any more in Altegio under ${WHERE}, then ${RETRY_WORDS}.`,
		);
	}
	if (made.changes.length > 0 && !changeSharedSettings) {
		throw validationError(
			form,
			`Other applications get events of location ${location} as well (${hosts}), and Altegio keeps one choice of events for all of them. This trigger would change it: ${made.changes.join('; ')}. Switch on 'Change Shared Settings' under Options if that is fine, or choose less under 'Trigger On'.`,
		);
	}
	if (made.row.self_sending && !choice.ownChanges) {
		context.logger.warn(
			`Altegio Trigger: another application at location ${location} asked for changes of one's own. So changes made by this integration start the workflow as well.`,
		);
	}
	return made;
}

/** Remembers what was registered. Nothing but `create` and `delete` writes it. */
function remember(data: IDataObject, memory: Memory | undefined): void {
	for (const key of ['location', 'url', 'token', 'before', 'written']) delete data[key];
	if (memory) Object.assign(data, memory);
}

/** Throws because something else than the wanted settings is there after all rounds. */
function giveUp(context: IHookFunctions, what: string): never {
	throw apiError(triggerForm(context), {
		message: `Altegio's webhook settings did not stay as they were written: ${what}. Another application seems to write them at the same time. Look at them in Altegio under ${WHERE}, then ${RETRY_WORDS}.`,
	});
}

async function register(context: IHookFunctions, registration: Registration): Promise<void> {
	const { choice, url, token } = registration;
	const settings = new HooksSettings(context, choice.location);
	const data = context.getWorkflowStaticData('node');
	const earlier = readMemory(data);
	const first = await settings.read();
	// What an earlier registration found counts, not what it left.
	const isMine = earlier && isSamePlace(earlier.url, url) && earlier.location === choice.location;
	const known =
		isMine && first.urls.some((one) => isSamePlace(one, url)) ? earlier.before : undefined;
	let missing: string[] = [];
	let isWritten = false;
	let now = first;
	for (let round = 0, changed = 0; round < MAX_ROUNDS; round++) {
		if (round > 0) {
			await settings.pause();
			now = await settings.read();
		}
		// Somebody else may write between a read and a write: the shorter that time, the better.
		let made = plan(context, now, registration);
		for (let again = await settings.read(); ; ) {
			if (again.fingerprint === now.fingerprint) break;
			if (++changed >= MAX_ROUNDS) giveUp(context, 'they change all the time');
			now = again;
			made = plan(context, now, registration);
			again = await settings.read();
		}
		if (!settings.hasTime) giveUp(context, 'there was no time left to change them');
		const before = known ?? beforeOf(first, made.others);
		remember(data, { location: choice.location, url, token, before, written: made.row });
		try {
			await settings.write(made);
			isWritten = true;
		} finally {
			// Nothing came of it, so there is nothing to remove.
			if (!isWritten) remember(data, earlier);
		}
		now = await settings.read();
		missing = lackingAfterWrite(now, url, choice.resources);
		if (missing.length === 0) return;
	}
	giveUp(context, `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`);
}

async function unregister(
	context: IHookFunctions,
	settings: HooksSettings,
	memory: Memory,
): Promise<void> {
	const isOwn = (url: string) => isSamePlace(url, memory.url);
	let now = await settings.readIfThere();
	for (let round = 0, changed = 0; now && !isRemoved(now, isOwn); round++) {
		if (round >= MAX_ROUNDS) giveUp(context, 'the address of this trigger is still there');
		if (round > 0) await settings.pause();
		for (
			let again = await settings.readIfThere();
			again && again.fingerprint !== now.fingerprint;

		) {
			if (++changed >= MAX_ROUNDS) giveUp(context, 'they change all the time');
			now = again;
			again = await settings.readIfThere();
		}
		if (isRemoved(now, isOwn)) break;
		if (!settings.hasTime) giveUp(context, 'there was no time left to change them');
		await settings.write(planRemoval(now, isOwn, memory));
		now = await settings.readIfThere();
	}
}

/** How n8n registers and removes the address of a trigger at Altegio. */
export const subscription = {
	/** Whether Altegio already sends everything that is needed to the address of this trigger. It never writes. */
	async checkExists(this: IHookFunctions): Promise<boolean> {
		const { choice, url, queue } = await readRegistration(this);
		return await inTurn(queue, async () => {
			const now = await new HooksSettings(this, choice.location).read();
			return lacking(now, url, choice.resources).length === 0;
		});
	},

	/** Adds the address to the settings of the location. n8n takes anything but an error for success. */
	async create(this: IHookFunctions): Promise<boolean> {
		const checked = await readRegistration(this);
		await inTurn(checked.queue, async () => await register(this, checked));
		return true;
	},

	/** Removes the address that was registered, at the location where it was. */
	async delete(this: IHookFunctions): Promise<boolean> {
		const data = this.getWorkflowStaticData('node');
		const memory = readMemory(data);
		if (!memory) return true;
		const address = this.getNodeWebhookUrl('default') ?? memory.url;
		if (originOf(address) !== originOf(memory.url)) {
			this.logger.warn(
				`Altegio Trigger: ${withoutQuery(memory.url)} stays in the webhook settings of location ${memory.location}, as it belongs to another address of n8n. If nothing uses it any more, remove it in Altegio under ${WHERE}.`,
			);
		} else {
			const credentials = await this.getCredentials('altegioApi');
			await inTurn(queueOf(credentials, memory.location), async () => {
				await unregister(this, new HooksSettings(this, memory.location), memory);
			});
		}
		remember(data, undefined);
		return true;
	},
};

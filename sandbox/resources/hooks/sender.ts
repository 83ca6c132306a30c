/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n: a test tool, never part of the package */
import http from 'node:http';
import https from 'node:https';
import type { HookFlag, HookSettings } from './seed';

/** Something that happened in the sandbox. */
export interface Change {
	location: number;
	/** As in the settings. */
	flag: HookFlag;
	id: number;
	status: 'create' | 'update' | 'delete';
	/** The object as its own address shows it. */
	data: unknown;
	/** The partner whose request changed it; undefined for a person. */
	partner?: string;
}

/** One try to deliver an event. */
export interface Delivery {
	url: string;
	event: HookEvent;
	/** 0 if no answer came. */
	status: number;
}

export interface HookEvent {
	company_id: number;
	resource: string;
	resource_id: number;
	status: Change['status'];
	data: unknown;
}

export interface SenderOptions {
	/** From a change to its event. Altegio needs about five seconds. */
	delayMs: number;
	timeoutMs: number;
	/** Pauses before the tries that follow a failed one. */
	repeatsAfterMs: number[];
}

const STANDARD: SenderOptions = {
	delayMs: 5_000,
	timeoutMs: 10_000,
	repeatsAfterMs: [1_500, 1_500],
};

/** Some kinds have other names in events than in the settings. */
const RESOURCES: Partial<Record<HookFlag, string>> = { salon: 'company', master: 'staff' };

/** Posts events to the addresses of a location, as Altegio's queue does. */
export class HookSender {
	readonly deliveries: Delivery[] = [];

	private readonly options: SenderOptions;
	private readonly timers = new Set<NodeJS.Timeout>();
	private readonly underWay = new Set<Promise<void>>();
	private isClosed = false;

	constructor(
		private readonly settingsOf: (location: number) => HookSettings | undefined,
		options: Partial<SenderOptions> = {},
	) {
		this.options = { ...STANDARD, ...options };
	}

	/** Sends the event of a change to whoever asked for it; the settings count that are in force when it is sent. */
	changed(change: Change): void {
		this.later(this.options.delayMs, async () => {
			const { location, flag, id, status, data, partner } = change;
			const resource = RESOURCES[flag] ?? flag;
			const event = { company_id: location, resource, resource_id: id, status, data };
			const wanted = (this.settingsOf(location)?.rows ?? []).filter(
				(row) =>
					row.active === 1 &&
					row[flag] === 1 &&
					(row.partner !== partner || row.self_sending === 1),
			);
			await Promise.all(wanted.map(async ({ url }) => await this.deliver(url, event)));
		});
	}

	/** Until everything is delivered or given up. */
	async idle(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	/** Sends nothing more. */
	close(): void {
		this.isClosed = true;
		for (const timer of this.timers) clearTimeout(timer);
	}

	private async deliver(url: string, event: HookEvent): Promise<void> {
		for (const pause of [0, ...this.options.repeatsAfterMs]) {
			if (pause > 0) await this.wait(pause);
			if (this.isClosed) return;
			const status = await post(url, JSON.stringify(event), this.options.timeoutMs);
			this.deliveries.push({ url, event, status });
			if (status > 0 && status !== 429 && status < 500) return;
		}
	}

	private later(ms: number, task: () => Promise<void>): void {
		const done = this.wait(ms).then(task);
		this.underWay.add(done);
		void done.finally(() => this.underWay.delete(done));
	}

	private async wait(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => {
				this.timers.delete(timer);
				resolve();
			}, ms);
			this.timers.add(timer);
		});
	}
}

/** The status of the answer, or 0 where none came in time. */
async function post(url: string, text: string, timeoutMs: number): Promise<number> {
	const { request } = url.startsWith('https:') ? https : http;
	const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) };
	return await new Promise((resolve) => {
		const sent = request(url, { method: 'POST', headers }, (response) => {
			response.resume().once('end', () => resolve(response.statusCode ?? 0));
		});
		const timer = setTimeout(() => sent.destroy(), timeoutMs);
		sent.once('close', () => {
			clearTimeout(timer);
			resolve(0);
		});
		sent.once('error', () => resolve(0));
		sent.end(text);
	});
}

import { credentials } from '../../sandbox/resources/account/seed';
import { PAGE_SIZE, rows } from './items';
import { measure } from './measure';
import type { Ready, RunResult, RunTask } from './task';

/** The floor: the same requests from a plain loop, one after the other, without n8n. */
export async function prepareFetch(task: RunTask): Promise<Ready<RunResult>> {
	if (task.warmUp > 0) await loop({ ...task, items: task.warmUp });
	return async () => ({
		...(await measure(async () => ({ status: 'success', output: await loop(task) }))),
		evaluations: 0,
	});
}

async function loop(task: RunTask): Promise<number> {
	if (task.operation === 'getAll') return await pages(task);
	let done = 0;
	for (const { id, ...fields } of rows(task)) {
		const isUpdate = task.operation === 'update';
		await ask(
			`${task.baseUrl}/company/${String(id)}`,
			isUpdate ? { method: 'PUT', body: JSON.stringify(fields) } : { method: 'DELETE' },
		);
		done++;
	}
	return done;
}

async function pages({ baseUrl }: RunTask): Promise<number> {
	const found: unknown[] = [];
	for (let page = 1; ; page++) {
		const url = `${baseUrl}/companies?my=1&count=${PAGE_SIZE}&page=${page}`;
		const { data } = (await ask(url, {})) as { data: unknown[] };
		found.push(...data);
		if (data.length < PAGE_SIZE) return found.length;
	}
}

async function ask(url: string, options: RequestInit): Promise<unknown> {
	const { partnerToken, userToken } = credentials;
	const answer = await fetch(url, {
		...options,
		headers: {
			Accept: 'application/vnd.api.v2+json',
			Authorization: `Bearer ${partnerToken}, User ${userToken}`,
			...(options.body !== undefined && { 'Content-Type': 'application/json' }),
		},
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`HTTP ${answer.status}: ${text}`);
	return text ? JSON.parse(text) : undefined;
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { gzipSync } from 'node:zlib';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { OPERATIONS } from '../operations';
import { listSearch, loadOptions, runAltegio, savedText, testCredential } from '../support/engine';
import { huge, nested, say, sayHalf, useHostileServer, type Answerer } from '../support/hostile';
import { FIRST_ID, locator, remove, UNPACED, update } from '../support/fixture';

const hostile = useHostileServer();

const ok = (data: string) => say(200, `{"success":true,"data":${data},"meta":[]}`);

/** Deeper than any function can follow. */
const DEEP = nested(20_000);

const ANSWERS: Record<string, Answerer> = {
	'a long text': say(200, huge(1), { 'Content-Type': 'text/plain' }),
	'a list of a megabyte': ok(`[{"id":1,"title":"${huge(1)}"}]`),
	'lists in lists': ok(DEEP),
	'a list that is deep inside': ok(`[{"id":1,"title":"A","phones":${DEEP}}]`),
	'an object that is deep inside': ok(`{"id":1,"user_token":${DEEP}}`),
	'a list of null': ok('[null]'),
	'a list of anything': ok('[1,"a",[],true,{"id":1,"title":"A"}]'),
	'ids of every kind': ok(
		'[{"id":"37532","title":7},{"id":null},{"title":"A"},{"id":{}},{"id":[1]},{"id":1.5},{"id":-1}]',
	),
	'titles that are deep inside': ok(`[{"id":1,"title":${DEEP},"types":[{"id":2}]}]`),
	'entries of every kind': ok('[{"id":1,"title":null,"city":{"a":1},"types":{"a":1}},{"id":2}]'),
	'prototype names': ok('[{"id":1,"__proto__":{"polluted":1},"constructor":{"prototype":{}}}]'),
	'an object for a list': ok('{"0":{"id":1}}'),
	'meta as a text': say(200, '{"success":true,"data":[],"meta":"a"}'),
	'a picture': say(200, Buffer.from('89504e470d0a1a0a', 'hex'), { 'Content-Type': 'image/png' }),
	'a web page': say(200, '<!doctype html><p>Hotel', { 'Content-Type': 'text/html' }),
	'UTF-16': say(200, Buffer.from('\ufeff{"success":true,"data":[]}', 'utf16le')),
	'invalid UTF-8': say(200, Buffer.from('7b2264617461223a22fffe80227d', 'hex')),
	'NUL characters': say(200, '\u0000\u0000'),
	'what is no gzip': say(200, '{}', { 'Content-Encoding': 'gzip' }),
	'half a gzip': say(200, gzipSync('{"data":[]}').subarray(0, 15), { 'Content-Encoding': 'gzip' }),
	'half an answer': sayHalf,
	'a redirect to itself': say(302, '', { Location: '/' }),
	'a redirect to nowhere': say(307, '', { Location: 'javascript:alert(1)' }),
	'no body': say(204, ''),
	null: say(200, 'null'),
	'a number': say(200, '42'),
	'a refusal without words': say(403, '{"success":false,"data":null,"meta":[]}'),
	'a refusal that is deep inside': say(422, `{"meta":{"message":${DEEP}}}`),
};

const TOKENS = { partnerToken: 'partner-token', userToken: 'user-token' };
const BY_LOGIN: ICredentialDataDecryptedObject = {
	...{ partnerToken: 'partner-token', userAuthentication: 'login' },
	...{ login: 'me@salon.example', password: 'my-password' },
};
/** Those that read several kinds of answers, or an answer of a form of its own. */
const READERS = [
	...['appointment create', 'availability getSlots', 'client getVisits', 'client upsert'],
	'teamMember getSchedule',
];

/**
 * One operation for each way to read an answer: an object that may be missing, one that has to be there and is
 * compared, a list, nothing at all, and the answer to the sign-in. Bytes that are too many are in hostile.test.ts.
 */
const RUNS: Array<[string, object, ICredentialDataDecryptedObject?]> = [
	['update after signing in', update({ title: 'New' }), BY_LOGIN],
	[
		'update with Verify',
		update({ title: 'New', phones: ['12125357710'] }, { options: { verify: true } }),
	],
	['delete', remove()],
	['create', { resource: 'location', operation: 'create', title: 'New' }],
	['get', { resource: 'location', operation: 'get', locationId: locator(FIRST_ID) }],
	['get many', { resource: 'location', operation: 'getAll', returnAll: true, simplify: false }],
	[
		'get a client',
		{
			...{ resource: 'client', operation: 'get', locationId: locator(FIRST_ID) },
			...{ clientId: locator(1), simplify: false },
		},
	],
	['API Request', { resource: 'apiRequest', operation: 'send', path: '/groups' }],
	...OPERATIONS.filter(({ resource, operation }) =>
		READERS.includes(`${resource} ${operation}`),
	).map(({ resource, operation, parameters }): [string, object] => [
		`${resource} ${operation}`,
		{ resource, operation, ...parameters },
	]),
];

const LISTS = [
	...['searchAppointments', 'searchClients', 'searchLocations', 'searchServices'],
	...['getAppointmentLabels', 'getBusinessTypes', 'getCities'],
];

/** Whether it is a sentence for the user, and not what JavaScript says where one thing was taken for another. */
function isReadable(message: unknown): boolean {
	return (
		/^\S.{8,600}$/s.test(String(message)) &&
		!/is not a function|Cannot |properties of|is not iterable|call stack/.test(String(message)) &&
		!/\bundefined\.|\[object|NaN/.test(String(message))
	);
}

/** What is wrong with the end of a run, in words. */
async function complaintsOf([name, more, credentials = TOKENS]: (typeof RUNS)[number]) {
	const parameters = { ...more, ...UNPACED } as INodeParameters;
	const { status, outputs, run } = await runAltegio({
		baseUrl: await hostile.freshUrl(),
		credentials,
		items: [{ id: FIRST_ID }],
		parameters,
		onError: 'continueErrorOutput',
	});
	const [done, failed] = outputs;
	const givesMany = /^(get.+|send)$/.test(String(parameters.operation));
	const isOne = done.length + failed.length === 1 || givesMany;
	const problems = {
		'ends badly': status !== 'success' || savedText(run) === '',
		'gives what is no item': done.some(({ json }) => Array.isArray(json) || !isObject(json)),
		'does not give one item for one': !isOne || failed.length > 1,
		[`says ${failed[0]?.json.error as string}`]: failed.some(({ json }) => !isReadable(json.error)),
	};
	return Object.entries(problems)
		.filter(([, isWrong]) => isWrong)
		.map(([problem]) => `${name} ${problem}`);
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** What is wrong with a list in the editor, in words. */
async function complaintsOfList(method: string): Promise<string[]> {
	const target = {
		baseUrl: await hostile.freshUrl(),
		credentials: TOKENS,
		parameters: { locationId: locator(FIRST_ID) },
	};
	const choices = method.startsWith('search')
		? listSearch(method, { ...target, filter: 'an' }).then(({ results }) => results)
		: loadOptions(method, target);
	const shown = await choices.catch((error: Error) => error);
	if (shown instanceof Error) {
		return isReadable(shown.message) ? [] : [`${method} says ${shown.message}`];
	}
	const isWrong = ({ name, value }: (typeof shown)[number]) =>
		!Number.isSafeInteger(value) || /^$|undefined|null|NaN|\[object/.test(name);
	return shown.filter(isWrong).map(({ name }) => `${method} shows ${name}`);
}

async function complaintsOfTest(credentials: ICredentialDataDecryptedObject): Promise<string[]> {
	const { status, message } = await testCredential({
		baseUrl: await hostile.freshUrl(),
		credentials,
	});
	return status === 'OK' || isReadable(message) ? [] : [`the credential test says ${message}`];
}

it.each(Object.entries(ANSWERS))(
	'%s: every reader ends with items, choices or a readable message',
	async (_name, answer) => {
		hostile.answer = answer;
		// All at once, since lost answers are waited for in real time.
		const complaints = await Promise.all([
			...RUNS.map(complaintsOf),
			...LISTS.map(complaintsOfList),
			...[TOKENS, BY_LOGIN].map(complaintsOfTest),
		]);
		expect(complaints.flat()).toEqual([]);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	},
);

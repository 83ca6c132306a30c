import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { pathOfUser, type Path } from '../../core/path';
import { dataOf, isFromAltegio, metaOf, type ApiResponse } from '../../core/response';
import { redact } from '../../core/tokens';
import { isBlank, isObject, preview, textOf } from '../../core/values';
import { optionsCollection } from '../../kit/collections';
import { JSON_ADVICE, toJsonObjects } from '../../kit/json';
import { convertValue, readCollection, toChoice, toFlag } from '../../kit/parameters';
import { apiError, validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Effect, Operation } from '../../transport/operation';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const EFFECTS = ['auto', 'read', 'change', 'create'] as const;

/**
 * What may be sent twice where the user does not say it. Nobody can know what a POST does, and a DELETE may name
 * something else once its object is gone, so both are never repeated.
 */
const EFFECT_OF_METHOD: Record<(typeof METHODS)[number], Effect> = {
	GET: 'read',
	POST: 'create',
	PUT: 'change',
	PATCH: 'change',
	DELETE: 'create',
};

/** Any other call of Altegio's API, under the same limits, repeats, tokens and messages. */
export const send: Operation = {
	properties: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'PATCH', value: 'PATCH' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'GET',
			description: 'HTTP method, as Altegio documents it for the path',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. /company/37532/users',
			description:
				'Path below the base address, without the address and /api/v1. See the <a href="https://developer.alteg.io/en/b2b-v1/openapi">list of calls</a>.',
		},
		{
			displayName: 'Query Parameters',
			name: 'queryParameters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Parameter',
			default: {},
			description: 'What is sent behind the ? of the address',
			options: [
				{
					displayName: 'Parameters',
					name: 'parameters',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. start_date',
							description:
								'Name of the parameter. For a list, add it several times with [] at its end.',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. 2026-11-28',
						},
					],
				},
			],
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '',
			hint: 'e.g. { "text": "Prefers mornings" }',
			description: 'Object or list to send as JSON. Leave it empty to send none.',
			displayOptions: { show: { method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
		},
		optionsCollection([
			{
				displayName: 'Effect',
				name: 'effect',
				type: 'options',
				options: [
					{
						name: 'By Method',
						value: 'auto',
						description: 'GET reads, PUT and PATCH change, POST and DELETE are never sent twice',
					},
					{
						name: 'Changes',
						value: 'change',
						description: 'Sent again after a lost answer, since twice is the same as once',
					},
					{
						name: 'Creates',
						value: 'create',
						description: 'Never sent again after a lost answer, since that could do it twice',
					},
					{
						name: 'Reads',
						value: 'read',
						description: 'Changes nothing, so it is sent again whenever an answer is lost',
					},
				],
				default: 'auto',
				description: 'What the request does at Altegio, which decides whether it may be sent again',
			},
			{
				displayName: 'Include Response Headers and Status',
				name: 'fullResponse',
				type: 'boolean',
				default: true,
				description:
					'Whether to return status, headers and the whole body in one item, instead of the data',
			},
		]),
	],
	prepare(item) {
		const method = toChoice(item, 'Method', item.getNodeParameter('method', 'GET'), METHODS);
		const path = readPath(item);
		const qs = readQuery(item);
		const body = readBody(item, method);
		const options = readCollection(item, 'options');
		const chosen = toChoice(item, 'Effect', options.effect, EFFECTS, 'auto');
		const effect = chosen === 'auto' ? EFFECT_OF_METHOD[method] : chosen;
		const isFull = toFlag(item, 'Include Response Headers and Status', options.fullResponse);
		return async (api) => {
			const request = { method, path, qs, body, effect, mayBeBare: true };
			const response = await api.send(request);
			const output = isFull ? fullOutputOf(response) : outputOf(response);
			// Some calls repeat the token of the user, which must not stand in an execution.
			const text = jsonOf(item, output);
			const clean = redact(text, await api.caller.getCredentials());
			return clean === text ? output : (JSON.parse(clean) as IDataObject);
		};
	},
};

function readPath(item: Item): Path {
	const given = item.getNodeParameter('path', '');
	const text = textOf(given).trim();
	const path = pathOfUser(text);
	const advice =
		'Give the path as Altegio documents it, below the base address, for example /company/37532/users. Parameters behind a ? belong into Query Parameters.';
	if (!path) {
		throw validationError(
			item,
			`'Path' must be a path of Altegio's API that begins with one /, without host, query, empty parts or dots, but is ${isBlank(given) ? 'blank' : preview(given)}.`,
			advice,
		);
	}
	if (/^\/api\//i.test(path)) {
		throw validationError(item, "'Path' begins below /api/v1, so leave that out.", advice);
	}
	if (/^\/auth\/?$/i.test(path)) {
		throw validationError(
			item,
			"'Path' is the sign-in, which the Altegio credential does by itself.",
			'Choose Login and Password in the credential instead.',
		);
	}
	return path;
}

function readQuery(item: Item): IDataObject {
	const { parameters } = readCollection(item, 'queryParameters');
	const qs = new Map<string, string[]>();
	for (const entry of Array.isArray(parameters) ? parameters : []) {
		const { name, value } = isObject(entry) ? entry : {};
		if (isBlank(name) && isBlank(value)) continue;
		if (typeof name !== 'string' || name.trim() === '') {
			throw validationError(
				item,
				`'Query Parameters' holds the value ${preview(value)} without a name.`,
				'Give the parameter a name, or remove it.',
			);
		}
		const text = convertValue(item, `Query Parameters: ${name}`, value, toQueryText);
		qs.set(name.trim(), [...(qs.get(name.trim()) ?? []), text]);
	}
	return Object.fromEntries(
		[...qs].map(([name, values]) =>
			// The request adds the brackets of a list by itself.
			values.length > 1 ? [name.replace(/\[\]$/, ''), values] : [name, values[0]],
		),
	);
}

/** An empty text is a value here: only the user knows what a parameter of any call means. */
function toQueryText(value: unknown): string {
	if (['boolean', 'number', 'string'].includes(typeof value)) return String(value);
	if (value === null || value === undefined) return '';
	return JSON.stringify(value);
}

function readBody(
	item: Item,
	method: IHttpRequestMethods,
): IDataObject | IDataObject[] | undefined {
	// What stood there before another method was chosen is not sent.
	const given = method === 'GET' ? '' : item.getNodeParameter('body', '');
	if (typeof given === 'string' && given.trim() === '') return undefined;
	if (given === null || given === undefined) return undefined;
	return convertValue(item, 'Body', given, toJsonObjects, JSON_ADVICE);
}

/** The data of the answer: a list becomes one item each. */
function outputOf(response: ApiResponse): IDataObject | IDataObject[] {
	const data = isFromAltegio(response) ? dataOf(response) : response.body;
	if (Array.isArray(data)) {
		return data.map((one: unknown) => (isObject(one) ? one : { value: one as IDataObject }));
	}
	if (isObject(data)) return data;
	const { message } = metaOf(response);
	return { success: true, ...(isBlank(message) ? {} : { message }) };
}

/** Throws NodeApiError for an answer that is nested deeper than any function can follow. */
function jsonOf(item: Item, output: IDataObject | IDataObject[]): string {
	try {
		return JSON.stringify(output);
	} catch {
		throw apiError(item, {
			message: 'Altegio did what was asked, but its answer is nested too deeply to be handed on.',
		});
	}
}

function fullOutputOf({ statusCode, headers, body }: ApiResponse): IDataObject {
	const shown = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'set-cookie');
	return {
		status_code: statusCode,
		headers: Object.fromEntries(shown) as IDataObject,
		body: (body ?? null) as IDataObject,
	};
}

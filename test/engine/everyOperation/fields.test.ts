import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { EACH_OPERATION, itemsOf, parametersOf, type OperationRow } from '../../operations';
import { runAltegio } from '../../support/engine';
import { propertiesOf } from '../../support/form';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

/** What no field can be: an object, an unclear word, and words that stand for a missing value. */
const IMPOSSIBLE = [{ a: 1 }, [{ a: { b: 1 } }], 'null', '#N/A'];

/** What a form, a sheet or an expression may hold where nothing is meant. */
const BLANK = ['', '  ', '\n', '\u200b', ' - ', null, undefined, [], ['', null], {}];

/** Not looked at where they have no use, or only compared with what Altegio holds. */
const LOOKED_AT_LATER = /^(Default Country Code|Expected (Name|Title))$/;

/** Every field of every collection of an operation. */
const FIELDS = EACH_OPERATION.flatMap(([name, row]) =>
	collectionsOf(row).flatMap(({ name: collection, options = [] }) =>
		(options as INodeProperties[])
			.filter(({ type }) => type !== 'fixedCollection')
			.filter(({ displayName }) => !LOOKED_AT_LATER.test(displayName))
			.map((field) => ({ name, row, collection, field, label: field.displayName })),
	),
);

function collectionsOf(row: OperationRow): INodeProperties[] {
	return propertiesOf(row).filter(({ type }) => type === 'collection');
}

/** Parameters of a row with more in one of its collections. */
function withFields(row: OperationRow, collection: string, fields: object): INodeParameters {
	const parameters = parametersOf(row);
	const given = parameters[collection] as object | undefined;
	return { ...parameters, [collection]: { ...given, ...fields } } as INodeParameters;
}

it('R5: the fields of all collections are known', () => {
	expect(FIELDS.length).toBeGreaterThan(100);
});

it.each(FIELDS)(
	'R5, V2: $name, $label: an impossible value is refused before any request, by its label',
	async ({ row, collection, field, label }) => {
		const parameters = withFields(row, collection, { [field.name]: '={{ $json.value }}' });
		const items = IMPOSSIBLE.map((value): IDataObject => ({ ...itemsOf(row)[0], value }));
		const { outputs } = await time.settle(
			runAltegio({ ...fixture.target, items, parameters, onError: 'continueErrorOutput' }),
		);

		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual(
			IMPOSSIBLE.map(() => expect.stringContaining(`'${label}'`)),
		);
		expect(fixture.sandbox.requests).toEqual([]);
	},
);

/** Collections of what is written: a blank field in them means that nothing is said of it. */
const WRITTEN = EACH_OPERATION.flatMap(([name, row]) =>
	collectionsOf(row)
		.filter((collection) => ['additionalFields', 'updateFields'].includes(collection.name))
		.map((collection) => ({ name, row, collection })),
);

it.each(WRITTEN)(
	'R3, V1: $name: fields that are blank change nothing of what is sent',
	async ({ row, collection }) => {
		const [first] = itemsOf(row);
		const bodies = async (parameters: INodeParameters, blank: unknown) => {
			fixture.sandbox.reset();
			const items = [{ ...first, blank } as IDataObject];
			const { error } = await time.settle(runAltegio({ ...fixture.target, items, parameters }));
			expect(error).toBeUndefined();
			return fixture.sandbox.requests
				.filter(({ method }) => method !== 'GET')
				.map(({ body, method, path }) => ({ method, path, body }));
		};
		const plain = await bodies(parametersOf(row), '');
		expect(plain).not.toEqual([]);

		const given = Object.keys((parametersOf(row)[collection.name] ?? {}) as object);
		const fields = (collection.options as INodeProperties[]).filter(
			({ name, type }) => !given.includes(name) && type !== 'fixedCollection',
		);
		const all = Object.fromEntries(fields.map(({ name }) => [name, '={{ $json.blank }}']));
		for (const blank of BLANK) {
			expect(await bodies(withFields(row, collection.name, all), blank)).toEqual(plain);
		}
	},
);

import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { EACH_OPERATION, itemsOf, parametersOf } from '../../operations';
import { runAltegio } from '../../support/engine';
import { propertiesOf } from '../../support/form';
import { locator, useSandbox } from '../../support/fixture';

const fixture = useSandbox();

const BLANK_IDS: unknown[] = ['', ' ', null, [], {}];
const IMPOSSIBLE_IDS: unknown[] = [
	'0', 0, '-1', -1, '1.5', 1.5, '1e3', '0x10', '1/../2', '1?x=1', '1#2', '..', '../2',
	'%31', '1 2', '1,2', '١٢', '１２', '007', '+1', 'NaN', 'Infinity', 'true', 'abc', 'null',
	'9007199254740993', 9007199254740992, '99999999999999999999', '1\n2', '1\u0000',
	true, [37532], { id: 37532 },
]; // prettier-ignore

/** Values of the other parameters with which the form shows it. */
const whereShown = ({ displayOptions }: INodeProperties) =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {})
			.filter(([name]) => !['resource', 'operation'].includes(name))
			.map(([name, values]) => [name, values?.[0]]),
	);

const LOCATORS = EACH_OPERATION.flatMap(([name, row]) =>
	propertiesOf(row)
		.filter(({ type }) => type === 'resourceLocator')
		.map((property) => ({ name, row, property, label: property.displayName })),
);

it('R6: operations with locators are known', () => {
	expect(LOCATORS.length).toBeGreaterThan(5);
});

describe.each(LOCATORS)('$name, $label', ({ row, property, label }) => {
	it.each(['id', 'list'] as const)('R6: no impossible ID makes a request (%s)', async (mode) => {
		const bad = property.required ? [...IMPOSSIBLE_IDS, ...BLANK_IDS] : IMPOSSIBLE_IDS;
		const change = {
			...whereShown(property),
			[property.name]: locator('={{ $json.bad }}', mode),
		};
		const { outputs } = await runAltegio({
			...fixture.target,
			items: bad.map((one): IDataObject => ({ ...itemsOf(row)[0], bad: one as string })),
			parameters: parametersOf(row, change as INodeParameters),
			onError: 'continueErrorOutput',
		});

		expect(fixture.sandbox.requests).toEqual([]);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual(
			bad.map((_one, index) => expect.stringMatching(`^'${label}' .*\\[item ${index}\\]$`)),
		);
	});
});

import type { INodeProperties, INodePropertyModeValidation } from 'n8n-workflow';

import { altegioNode } from '../support/nodeTypes';

const { description } = altegioNode;
const locator = description.properties.find(({ name }) => name === 'locationId')!;

/** What the form says of something typed into it; undefined if it is right. */
function objection(modeName: string, typed: string): string | undefined {
	const [rule] = locator.modes!.find(({ name }) => name === modeName)!.validation!;
	const { properties } = rule as INodePropertyModeValidation;
	const { regex, errorMessage } = properties as { regex: string; errorMessage: string };
	// As n8n does.
	return new RegExp(`^${regex}$`).test(typed) ? undefined : errorMessage;
}

describe('the form for the location', () => {
	it('R6, R7: offers a list that can be searched, an ID and a URL, and wants one of them', () => {
		expect(locator).toMatchObject<Partial<INodeProperties>>({
			displayName: 'Location',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: expect.stringMatching(/\w/) as string,
		});
		expect(locator.modes).toMatchObject([
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a location...',
				typeOptions: { searchListMethod: 'searchLocations', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string' },
			{ displayName: 'By URL', name: 'url', type: 'string' },
		]);
		expect(altegioNode.methods?.listSearch).toHaveProperty('searchLocations');
	});

	it.each([
		['id', 'The ID of a location is a positive whole number', '37 532'],
		['url', 'Copy the address of a page of the location in Altegio', 'https://example.com/37532'],
	])(
		'R6, R7: says what is missing from a wrong %s, and its own example is right',
		(name, words, wrong) => {
			const { placeholder = '' } = locator.modes!.find((mode) => mode.name === name)!;
			expect(placeholder).toMatch(/^e\.g\. /);
			expect(objection(name, placeholder.slice('e.g. '.length))).toBeUndefined();
			expect(objection(name, wrong)).toBe(words);
		},
	);
});

import type { INodeProperties } from 'n8n-workflow';

import { altegioNode } from './nodeTypes';

const { properties } = altegioNode.description;

/** Everything that the form shows for an operation, under some condition or none; without the two dropdowns. */
export function propertiesOf(chosen: { resource: string; operation: string }): INodeProperties[] {
	return properties.filter(({ displayOptions, name }) => {
		const show = displayOptions?.show ?? {};
		const isShown = (['resource', 'operation'] as const).every(
			(key) => show[key]?.includes(chosen[key]) ?? false,
		);
		return isShown && name !== 'operation';
	});
}

/** All properties of the form, those within collections too, each with the labels above it. */
export function allProperties(): Array<{ property: INodeProperties; place: string }> {
	const found: Array<{ property: INodeProperties; place: string }> = [];
	const visit = (property: INodeProperties, above: string): void => {
		const place = [above, property.displayName].filter(Boolean).join(' > ');
		found.push({ property, place });
		for (const option of property.options ?? []) {
			if ('values' in option) option.values.forEach((one) => visit(one, place));
			else if ('type' in option) visit(option, place);
		}
	};
	for (const property of properties) visit(property, whereOf(property));
	return found;
}

function whereOf({ displayOptions }: INodeProperties): string {
	return [displayOptions?.show?.resource, displayOptions?.show?.operation].flat().join(' ');
}

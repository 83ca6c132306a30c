import type {
	INode,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { EACH_OPERATION, parametersOf } from '../../operations';
import { resources } from '../../../nodes/Altegio/resources';
import { allProperties } from '../../support/form';
import {
	ALTEGIO_TYPE,
	altegioNode,
	altegioTrigger,
	TestNodeTypes,
	TRIGGER_TYPE,
} from '../../support/nodeTypes';
import { newNode } from '../../support/workflow';

const { properties } = altegioNode.description;
const all = allProperties();

type Option = INodePropertyOptions | INodeProperties | INodePropertyCollection;
const labelOf = (option: Option) => ('displayName' in option ? option.displayName : option.name);
const valuesOf = (property?: INodeProperties) =>
	(property?.options ?? []).map((option) => (option as INodePropertyOptions).value);

/** Places whose property is not as it should be. */
const placesWhere = (isWrong: (property: INodeProperties) => boolean) =>
	all.filter(({ property }) => isWrong(property)).map(({ place }) => place);

const resourceProperty = properties.find(({ name }) => name === 'resource');
const operationProperties = properties.filter(({ name }) => name === 'operation');

/** What n8n shows below the name of a node. */
function subtitleOf(node: INode, { description }: INodeType): unknown {
	const nodeTypes = new TestNodeTypes();
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle } = description;
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

describe('the form', () => {
	it('offers the resources of the registry, in alphabetical order', () => {
		expect(valuesOf(resourceProperty)).toEqual(Object.keys(resources).sort());
		const names = (resourceProperty?.options ?? []).map(labelOf);
		expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
	});

	it.each(Object.entries(resources))(
		'offers the operations of %s, each with an action',
		(name, resource) => {
			const dropdowns = operationProperties.filter(({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(name),
			);
			expect(dropdowns).toHaveLength(1);
			expect(valuesOf(dropdowns[0]).sort()).toEqual(Object.keys(resource.operations).sort());
			for (const option of (dropdowns[0]?.options ?? []) as INodePropertyOptions[]) {
				expect(option.action).toMatch(/^[A-Z].* /);
				expect(option.description).toMatch(/^[A-Z]/);
			}
			expect(valuesOf(dropdowns[0])).toContain(dropdowns[0]?.default);
		},
	);

	it('shows below the name of a node what it does', () => {
		const said = EACH_OPERATION.map(([, row]) => {
			return subtitleOf(newNode('Altegio', ALTEGIO_TYPE, parametersOf(row)), altegioNode);
		});
		const actions = EACH_OPERATION.map(([, { resource, operation }]) =>
			(resources[resource]!.properties[0]!.options as INodePropertyOptions[])
				.filter(({ value }) => value === operation)
				.map(({ action }) => action),
		);
		expect(said).toEqual(actions.flat());
		expect(said).toContain('Get many locations');
	});

	it('shows what a trigger listens to by its name', () => {
		const parameters = { resources: ['record', 'salon'] };
		const node = newNode('Trigger', TRIGGER_TYPE, parameters);
		expect(subtitleOf(node, altegioTrigger)).toBe('Appointment, Location');
	});

	it.each(EACH_OPERATION)('shows the properties of %s in its order', (_, row) => {
		const { resource, operation } = row;
		const shown = properties.filter(
			({ displayOptions: { show } = {} }) =>
				show?.resource?.includes(resource) && show.operation?.includes(operation),
		);
		const own = resources[resource]!.operations[operation]!.properties;
		expect(shown.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
	});

	it('shows every property for operations that exist', () => {
		const isUnknown = ({ displayOptions }: INodeProperties) => {
			const { resource = [], operation = [] } = displayOptions?.show ?? {};
			return resource.some((name) =>
				operation.some(
					(one) => !Object.hasOwn(resources[String(name)]?.operations ?? {}, String(one)),
				),
			);
		};
		expect(placesWhere(isUnknown)).toEqual([]);
	});

	it('has five options or more in alphabetical order', () => {
		const isUnsorted = ({ options = [], name }: INodeProperties) => {
			const labels = options.map(labelOf);
			const sorted = labels.toSorted((a, b) => a.localeCompare(b));
			return name !== 'requestOptions' && labels.length >= 5 && labels.join() !== sorted.join();
		};
		expect(placesWhere(isUnsorted)).toEqual([]);
	});

	it('says "Whether" of every switch, and "e.g." in every placeholder of a text', () => {
		expect(
			placesWhere(
				({ type, description }) => type === 'boolean' && !/^Whether /.test(description ?? ''),
			),
		).toEqual([]);
		const isInput = ({ type }: INodeProperties) => ['string', 'number', 'dateTime'].includes(type);
		expect(
			placesWhere(
				(one) => isInput(one) && one.placeholder !== undefined && !/^e\.g\. /.test(one.placeholder),
			),
		).toEqual([]);
	});

	it('has methods for all its lists, and no others', () => {
		const loaded = all.flatMap(({ property }) => property.typeOptions?.loadOptionsMethod ?? []);
		const searched = all.flatMap(({ property }) =>
			(property.modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		const { loadOptions = {}, listSearch = {} } = altegioNode.methods ?? {};
		expect([...new Set(loaded)].sort()).toEqual(Object.keys(loadOptions).sort());
		expect([...new Set(searched)].sort()).toEqual(Object.keys(listSearch).sort());
	});

	it('keeps the type of a value that stays when another operation is chosen', () => {
		const types = new Map<string, Set<string>>();
		for (const { name, type } of properties)
			types.set(name, (types.get(name) ?? new Set()).add(type));
		const several = [...types].filter(([, found]) => found.size > 1);
		expect(several.map(([name, found]) => [name, ...found])).toEqual([]);
	});

	it('shows no property twice for the same operation', () => {
		const seen = properties.flatMap(({ name, displayOptions }) => {
			const { resource = [''], operation = [''] } = displayOptions?.show ?? {};
			return resource.flatMap((one) =>
				operation.map((other) => `${String(one)} ${String(other)} ${name}`),
			);
		});
		expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([]);
	});
});

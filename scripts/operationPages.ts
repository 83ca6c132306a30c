import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

type Properties = INodeTypeDescription['properties'];

const NOTE =
	'<!-- Written by `npm run docs` from the form of the node. Change the form, then run it again. -->';

/** What a page shows of an operation beside its form. */
export interface Sample {
	/** Parameters of the node, all valid. */
	parameters: object;
	/** Names of the fields of an output item; empty if they differ. */
	output: string[];
}

type Samples = ReadonlyMap<string, Sample>;

/**
 * The reference pages of a node, by file name: one for each resource, with every operation and all its parameters,
 * those inside of collections too, from the node's description. Samples are found as `resource operation`.
 */
export function operationPages(
	{ properties }: INodeTypeDescription,
	samples: Samples = new Map(),
): Map<string, string> {
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	return new Map(
		resources.map((resource) => [`${resource.value}.md`, pageOf(resource, properties, samples)]),
	);
}

/** The reference page of a trigger. */
export function triggerPage({
	displayName,
	description,
	properties,
}: INodeTypeDescription): string {
	const parts = [`# ${displayName}`, NOTE, sentence(description), ...contentOf(properties, {})];
	return `${parts.join('\n\n')}\n`;
}

/** The table of the README: every operation with a link to its place on a page. */
export function operationsTable({ properties }: INodeTypeDescription): string {
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	const rows = resources.map(({ name, value }) => {
		const page = `docs/operations/${value}.md`;
		const operations = operationsOf(String(value), properties).map(
			(operation) => `[${operation.name}](${page}#${anchorOf(operation.name)})`,
		);
		return `| [${name}](${page}) | ${operations.join(', ')} |`;
	});
	return ['| Resource | Operations |', '| --- | --- |', ...rows].join('\n');
}

function anchorOf(heading: string): string {
	return heading.toLowerCase().replaceAll(' ', '-');
}

function operationsOf(resource: string, all: Properties): INodePropertyOptions[] {
	return all
		.filter((property) => property.name === 'operation' && isShown(property, { resource }))
		.flatMap(optionsOf);
}

function pageOf({ name, value }: INodePropertyOptions, all: Properties, samples: Samples): string {
	const resource = String(value);
	const operations = operationsOf(resource, all);
	const isOwn = ({ displayOptions: { show } = {} }: INodeProperties) =>
		Boolean(show?.resource ?? show?.operation);
	const form = all.filter((property) => !['resource', 'operation'].includes(property.name));
	const sections = operations.map((operation) => {
		const place = { resource, operation: String(operation.value) };
		return [
			`## ${operation.name}`,
			sentence(`${operation.action ?? operation.name} (\`${place.operation}\`)`),
			...(operation.description ? [sentence(toMarkdown(operation.description))] : []),
			...contentOf(form.filter(isOwn), place),
			...sampleOf(samples.get(`${resource} ${place.operation}`)),
		];
	});
	const common = contentOf(
		form.filter((property) => !isOwn(property)),
		{ resource },
	);
	return `${[
		`# ${name}`,
		NOTE,
		`The resource \`${resource}\` of the Altegio node. The names in the second column are those in a workflow's JSON.`,
		...sections.flat(),
		...(common.length > 0 ? ['## All operations', ...common] : []),
	].join('\n\n')}\n`;
}

/** The resource and operation that a form is for; a trigger has neither. */
interface Place {
	resource?: string;
	operation?: string;
}

function sampleOf(sample?: Sample): string[] {
	if (!sample) return [];
	const { parameters, output } = sample;
	return [
		...(output.length > 0 ? [`Output: ${output.map(code).join(', ')}.`] : []),
		'For example:',
		`\`\`\`json\n${JSON.stringify(parameters, null, '\t')}\n\`\`\``,
	];
}

/** Notices as paragraphs, then a table of the parameters. */
function contentOf(properties: Properties, place: Place): string[] {
	const shown = properties.filter((property) => isShown(property, place));
	const notices = shown.filter(({ type }) => type === 'notice');
	const rows = shown.flatMap((property) => rowsOf(property, place));
	const table = [
		['Field', 'Parameter', 'Type', 'Description'],
		['---', '---', '---', '---'],
		...rows,
	].map((cells) => `| ${cells.join(' | ')} |`);
	return [
		...notices.map(({ displayName }) => toMarkdown(displayName)),
		...(rows.length > 0 ? [table.join('\n')] : []),
	];
}

/** A row for a parameter, or one for each that a collection holds. */
function rowsOf(property: INodeProperties, place: Place, labels = '', path = ''): string[][] {
	const { displayName, name, type, options = [] } = property;
	const label = labels + displayName;
	const into = (members: INodeProperties[], inLabel: string, inPath: string) =>
		members
			.filter((member) => isShown(member, place))
			.flatMap((member) => rowsOf(member, place, `${inLabel} › `, `${inPath}.`));
	if (type === 'notice' || type === 'hidden') return [];
	if (type === 'collection') return into(options as INodeProperties[], label, path + name);
	if (type === 'fixedCollection') {
		return (options as INodePropertyCollection[]).flatMap((group) =>
			into(
				group.values,
				options.length > 1 ? `${label} › ${group.displayName}` : label,
				`${path}${name}.${group.name}`,
			),
		);
	}
	return [[toMarkdown(label), `\`${path}${name}\``, typeOf(property), descriptionOf(property)]];
}

function typeOf({ type, typeOptions, required }: INodeProperties): string {
	return [type, typeOptions?.multipleValues && 'several', required && 'required']
		.filter(Boolean)
		.join(', ');
}

/** What the form says, when the field is shown, and what can be chosen. */
function descriptionOf(property: INodeProperties): string {
	const { description, modes, default: preset } = property;
	const conditions = Object.entries(property.displayOptions?.show ?? {})
		.filter(([name]) => !['resource', 'operation', '@version'].includes(name.replace(/^\//, '')))
		.map(([name, values]) => `\`${name}\` is ${(values ?? []).map(code).join(' or ')}`);
	const choices = optionsOf(property).map(
		({ name, value }) => `${toMarkdown(name)} (${code(value)})`,
	);
	return [
		description && sentence(toMarkdown(description)),
		conditions.length > 0 && `Shown if ${conditions.join(' and ')}.`,
		choices.length > 0 &&
			`${property.type === 'multiOptions' ? 'Any' : 'One'} of: ${choices.join(', ')}.`,
		modes &&
			`Modes: ${modes.map(({ displayName, name }) => `${displayName} (${code(name)})`).join(', ')}.`,
		['boolean', 'number', 'options'].includes(property.type) &&
			preset !== '' &&
			`Default: ${code(preset)}.`,
	]
		.filter(Boolean)
		.join(' ');
}

/** Whether the form shows a property for this resource and operation, whatever else it depends on. */
function isShown({ displayOptions: { show, hide } = {} }: INodeProperties, place: Place): boolean {
	return (['resource', 'operation'] as const).every((name) => {
		const value = place[name];
		if (value === undefined) return true;
		const shown = show?.[name] ?? show?.[`/${name}`];
		const hidden = hide?.[name] ?? hide?.[`/${name}`];
		return (shown?.includes(value) ?? true) && !hidden?.includes(value);
	});
}

/** The choices of a dropdown. */
function optionsOf(property?: INodeProperties): INodePropertyOptions[] {
	if (!['options', 'multiOptions'].includes(property?.type ?? '')) return [];
	return (property?.options ?? []) as INodePropertyOptions[];
}

function code(value: unknown): string {
	return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** A text of the form, which may hold links in HTML, as one that is safe in a table of Markdown. */
function toMarkdown(text: string): string {
	return text
		.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replace(/<(?=\S)/g, '&lt;')
		.replace(/\|/g, '\\|')
		.replace(/\s+/g, ' ');
}

/** n8n leaves out the full stop of a single sentence. */
function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

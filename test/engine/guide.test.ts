/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { FIRST_ID, locator, remove, update, useSandbox } from '../support/fixture';

/** The samples of the guide are what the node really takes and gives. */
const fixture = useSandbox();

const guide = readFileSync(join(__dirname, '../../docs/guide.md'), 'utf8');

/** The JSON samples of a chapter. */
function samples(title: string): IDataObject[] {
	const [, chapter] = new RegExp(`^##+ ${title}$(.*?)(?=^##|(?![^]))`, 'ms').exec(guide) ?? [];
	return [...chapter.matchAll(/^```json\n(.*?)^```/gms)].map(
		([, json]) => JSON.parse(json) as IDataObject,
	);
}

async function run(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	onError?: INode['onError'],
) {
	const { outputs } = await runAltegio({ ...fixture.target, items, parameters, onError });
	return outputs.map((output) => output.map(({ json }) => json));
}

test('Update', async () => {
	const [row, body, location] = samples('Update');
	const fields = { address: '={{ $json.address }}', phones: ['={{ $json.phone }}'] };
	const [[output]] = await run(update(fields), [row]);

	expect(fixture.sandbox.requests.map((request) => request.body)).toEqual([body]);
	expect(output).toMatchObject(location);
});

test('Delete', async () => {
	const [[output]] = await run(remove(), [{ id: FIRST_ID }]);
	expect([output]).toEqual(samples('Delete'));
});

test('Get', async () => {
	const parameters = { resource: 'location', operation: 'get', locationId: locator(FIRST_ID) };
	const [[output]] = await run(parameters);
	expect([output]).toEqual(samples('Get'));
});

test('Get Many', async () => {
	const [output] = await run({ resource: 'location', operation: 'getAll' });
	const [sample, ...others] = samples('Get Many');
	expect(output).toContainEqual(sample);
	expect(others).toEqual([]);
});

test('Create', async () => {
	const [row, location] = samples('Create');
	const parameters = {
		resource: 'location',
		operation: 'create',
		title: '={{ $json.name }}',
		additionalFields: { address: '={{ $json.address }}' },
	};
	const [[output]] = await run(parameters, [row]);
	expect(output).toMatchObject(location);
});

test('the error output', async () => {
	const [sample] = samples('When something is wrong');
	fixture.sandbox.fault({});
	fixture.sandbox.fault(faults.forbidden);
	const rows = [{ id: FIRST_ID }, { id: sample.id, address: sample.address }];
	const [, failed] = await run(
		update({ zip: '1', address: '={{ $json.address }}' }),
		rows,
		'continueErrorOutput',
	);
	expect(failed).toEqual([sample]);
});

/** What a person does with the node in n8n's editor, and what Altegio gets of it. */
import type { IDataObject, INode } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';

import { credentials as tokens, faults } from '../../sandbox';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../scripts/examples';
import { PAGE_TIMEOUT_MS, useEditor } from './editorFixture';
import { eventually } from './eventually';
import { closeNode, nodeOnCanvas, openEmptyWorkflow, openNode, openWorkflow } from './pages/canvas';
import {
	createCredential,
	credentialDialog,
	credentialField,
	editCredential,
	fillCredential,
	saveButton,
	testSuccess,
	useServer,
	whyTestFailed,
} from './pages/credentialDialog';
import { listedLocations, pickLocation, searchField, searchLocation } from './pages/locationPicker';
import { foundNodes, nodeCreatorHeader, openNodeCreator, searchNodes } from './pages/nodeCreator';
import {
	addField,
	chooseListed,
	chooseOption,
	labelled,
	openList,
	openOptions,
	parameter,
	typeInto,
} from './pages/nodeForm';
import {
	errorCard,
	errorText,
	executeStep,
	executeWorkflow,
	output,
	outputText,
	runStatus,
} from './pages/run';
import { screenshot } from './screenshot';
import { withPage } from './withPage';

const WILLOW = 37532;
const LUMEN = 37540;

const editor = useEditor();

/** A test that happens in a page of its own. */
function itInPage(title: string, work: (page: Page) => Promise<void>) {
	it(title, async () => await withPage(editor.window, work), PAGE_TIMEOUT_MS);
}

const sent = (method: string) =>
	editor.fixture.sandbox.requests.filter((one) => one.method === method);
const record = (id: number) => editor.fixture.sandbox.locations.get(id);

/** Stores a workflow with a manual trigger, and an Altegio node behind it if there are parameters. */
async function openNewWorkflow(page: Page, parameters?: IDataObject): Promise<void> {
	const trigger = 'When clicking ‘Execute workflow’';
	const altegio = {
		name: 'Altegio',
		type: 'n8n-nodes-altegio.altegio',
		position: [220, 0],
		parameters: { resource: 'location', ...parameters },
		credentials: { [CREDENTIAL_TYPE]: { id: editor.fixture.credentialId, name: CREDENTIAL_NAME } },
	};
	const nodes = [
		{ name: trigger, type: 'n8n-nodes-base.manualTrigger', position: [0, 0], parameters: {} },
		...(parameters ? [altegio] : []),
	].map((node, index) => ({ ...node, id: `node-${index}`, typeVersion: 1 }) as INode);
	const id = await editor.fixture.n8n.client.createWorkflow({
		name: 'In the editor',
		nodes,
		connections: parameters
			? { [trigger]: { main: [[{ node: 'Altegio', type: 'main', index: 0 }]] } }
			: {},
	});
	await openWorkflow(page, editor.fixture.n8n.url, id);
}

async function openAltegioNode(page: Page, parameters: IDataObject): Promise<void> {
	await openNewWorkflow(page, parameters);
	await openNode(page, 'Altegio');
}

/** Waits until a list has these entries; what stands below a name does not matter. */
const untilListed = async (entries: Locator, names: string[]) =>
	await eventually(async () => {
		const texts = await entries.allInnerTexts();
		expect(texts.map((text) => text.split('\n')[0])).toEqual(names);
	});

const chosen = (id: number, title: string) => ({
	locationId: { __rl: true, mode: 'list', value: id, cachedResultName: title },
});

describe('the list of nodes', () => {
	itInPage('finds the node by the words that users think of', async (page) => {
		await openNewWorkflow(page);
		await openNodeCreator(page);
		for (const word of ['altegio', 'alteg.io', 'location', 'beauty', 'barber', 'salon']) {
			await searchNodes(page, word);
			await untilListed(foundNodes(page).first(), ['Altegio']);
		}
		await screenshot('node-creator', [nodeCreatorHeader(page), foundNodes(page).last()], {
			margin: 0,
		});
	});

	// n8n shows the webhook trigger as an action of the node with the same name, and takes "Trigger" off the other name.
	itInPage(
		'finds both triggers by the words that users think of, as a first step',
		async (page) => {
			await openEmptyWorkflow(page, editor.fixture.n8n.url);
			for (const word of ['altegio', 'appointment', 'booking']) {
				await searchNodes(page, word);
				await foundNodes(page).getByText('Altegio', { exact: true }).waitFor();
				await foundNodes(page).getByText('Altegio Polling', { exact: true }).waitFor();
			}
			await foundNodes(page).getByText('Altegio', { exact: true }).click();
			await page.getByText('On appointment', { exact: true }).click();
			await page.getByTestId('ndv').waitFor();
			await closeNode(page);
			await nodeOnCanvas(page, 'Altegio Trigger').waitFor();
		},
	);
});

describe('the credential', () => {
	const askedAs = (userToken: string, status: number) =>
		expect.objectContaining({
			path: '/companies',
			query: { my: '1', count: '1' },
			headers: expect.objectContaining({
				authorization: `Bearer ${tokens.partnerToken}, User ${userToken}`,
			}),
			status,
		});

	/** Waits for what n8n asks the sandbox to find out whether the credential works. */
	const untilAsked = async (...requests: unknown[]) =>
		await eventually(() => expect(editor.fixture.sandbox.requests).toEqual(requests));

	itInPage('names the wrong token, and is tested with success once it is right', async (page) => {
		await openNewWorkflow(page);
		await openNodeCreator(page);
		await searchNodes(page, 'altegio');
		await foundNodes(page).first().click();
		await foundNodes(page).filter({ hasText: 'Update location' }).click();
		await createCredential(page);
		await fillCredential(page, 'partnerToken', tokens.partnerToken);
		await useServer(page, editor.fixture.sandbox.url);
		expect(await saveButton(page).isDisabled()).toBe(true);

		await fillCredential(page, 'userToken', 'not-the-token');
		await saveButton(page).click();
		expect(await whyTestFailed(page)).toMatch(
			/accepts the partner token and refuses the user token.*check 'User Token'/,
		);
		expect(editor.fixture.sandbox.requests).toContainEqual(askedAs('not-the-token', 401));

		editor.fixture.sandbox.reset();
		await fillCredential(page, 'userToken', tokens.userToken);
		await saveButton(page).click();
		// A new credential is in use at once if it works.
		await credentialDialog(page).waitFor({ state: 'hidden' });
		await untilAsked(askedAs(tokens.userToken, 200));

		await editCredential(page);
		await testSuccess(page).waitFor();
		await screenshot('credential', [testSuccess(page), credentialField(page, 'userToken')]);
	});

	itInPage('takes login and password in place of a user token', async (page) => {
		await openAltegioNode(page, { operation: 'update' });
		await createCredential(page);
		await fillCredential(page, 'partnerToken', tokens.partnerToken);
		await chooseOption(credentialField(page, 'userAuthentication'), 'Login and Password');
		await fillCredential(page, 'login', tokens.login);
		await fillCredential(page, 'password', tokens.password);
		await useServer(page, editor.fixture.sandbox.url);
		await saveButton(page).click();
		await credentialDialog(page).waitFor({ state: 'hidden' });
		await untilAsked(
			expect.objectContaining({ method: 'POST', path: '/auth', status: 201 }),
			askedAs('sandbox-session-1', 200),
		);
	});
});

describe('Update', () => {
	itInPage('is filled in with lists and fields, and sends exactly that', async (page) => {
		await page.setViewportSize({ width: 1440, height: 1600 });
		await openAltegioNode(page, { operation: 'update' });

		await searchLocation(page, 'lumen');
		await untilListed(listedLocations(page), [
			'Lumen Skin Clinic North, Chicago (37551)',
			'Lumen Skin Clinic, New York (37540)',
		]);
		const label = page.getByTestId('node-parameters').getByText('Location', { exact: true });
		await screenshot('location-list', [label, searchField(page), listedLocations(page).last()]);
		await pickLocation(page, 'New York');
		for (const { path, query } of sent('GET')) {
			expect([path, query.my]).toEqual(['/companies', '1']);
		}

		await addField(page, 'Country Name or ID');
		await chooseOption(parameter(page, 'countryId'), 'USA');
		await addField(page, 'City Name or ID');
		await openList(parameter(page, 'cityId'));
		await untilListed(openOptions(page), ['Chicago', 'Miami', 'New York']);
		expect(sent('GET').pop()).toMatchObject({ path: '/cities', query: { country_id: '7' } });
		await chooseListed(page, 'Miami');
		await addField(page, 'Phones');
		await typeInto(parameter(page, 'phones').nth(0), '+1 305 555 0140');
		await page.getByTestId('ndv').getByRole('button', { name: 'Add Phone' }).click();
		await typeInto(parameter(page, 'phones').nth(1), '+1 (305) 555-0141');
		await screenshot('update-form', [labelled(page, 'Operation'), labelled(page, 'Update Fields')]);

		await addField(page, 'Social Networks');
		// The links can be filled in at once, and stay while another field is.
		await addField(page, 'Address');
		await typeInto(parameter(page, 'address'), '12 Ocean Drive');
		await typeInto(parameter(page, 'instagram'), 'instagram.com/lumen.miami');

		const { status } = await executeStep(page, editor.fixture.n8n.client);
		expect(status).toBe('success');
		expect(sent('PUT')).toMatchObject([{ path: `/company/${LUMEN}`, status: 200 }]);
		expect(sent('PUT')[0].body).toEqual({
			country_id: 7,
			city_id: 183,
			phones: ['13055550140', '13055550141'],
			address: '12 Ocean Drive',
			social: { instagram: 'instagram.com/lumen.miami' },
		});
		expect(record(LUMEN)?.location).toMatchObject({ city: 'Miami', zip: '47540' });

		await outputText(page, 'Miami');
	});

	itInPage('takes {{ }} in Description as an expression', async (page) => {
		await openAltegioNode(page, {
			operation: 'update',
			...chosen(WILLOW, 'Willow Street Barbers, New York (37532)'),
			updateFields: { description: '' },
		});
		await typeInto(parameter(page, 'description'), '<p>{{ 2 + 3 }} chairs</p>');
		expect((await executeStep(page, editor.fixture.n8n.client)).status).toBe('success');
		expect(sent('PUT').map(({ body }) => body)).toEqual([{ description: '<p>5 chairs</p>' }]);
	});

	itInPage("shows Altegio's words about every field that it refuses", async (page) => {
		await openAltegioNode(page, {
			operation: 'update',
			...chosen(WILLOW, 'Willow Street Barbers, New York (37532)'),
			updateFields: { zip: '11435-0000-0000', phones: ['+1 555 010 0199'] },
		});
		editor.fixture.sandbox.fault(faults.invalidFields, { method: 'PUT' });

		const { status } = await executeStep(page, editor.fixture.n8n.client);
		expect(status).toBe('error');
		const text = await errorText(page, 'The given data was invalid.');
		expect(text).toContain('ZIP Code: The zip field is too long.');
		expect(text).toContain('Phones: The phones field has an unknown format.');
		expect(text).toContain('The phones field has too many entries.');
		expect(sent('PUT')).toMatchObject([{ path: `/company/${WILLOW}`, status: 422 }]);
		await screenshot('error', [runStatus(page), errorCard(page)], {
			within: output(page),
		});

		// The panel must not keep the error once the values are right.
		expect((await executeStep(page, editor.fixture.n8n.client)).status).toBe('success');
		await outputText(page, 'Willow Street Barbers');
	});
});

describe('Delete', () => {
	itInPage('deletes only the location whose title is the expected one', async (page) => {
		await openAltegioNode(page, chosen(WILLOW, 'Willow Street Barbers, New York (37532)'));
		await chooseOption(parameter(page, 'operation'), 'Delete');
		await page.getByTestId('ndv').getByText('cannot be undone').waitFor();
		await page.getByTestId('ndv').getByRole('button', { name: 'Add Expected Title' }).click();
		await typeInto(parameter(page, 'expectedTitle'), 'Lumen Skin Clinic');

		expect((await executeStep(page, editor.fixture.n8n.client)).status).toBe('error');
		expect(await errorText(page, 'was not deleted')).toContain(
			`The title of location ${WILLOW} is "Willow Street Barbers", but 'Expected Title' is "Lumen Skin Clinic".`,
		);
		expect(editor.fixture.sandbox.requests.map(({ method }) => method)).toEqual(['GET']);
		expect(record(WILLOW)?.deleted).toBe(false);

		await typeInto(parameter(page, 'expectedTitle'), 'Willow Street Barbers');
		await screenshot('delete', [labelled(page, 'Operation'), labelled(page, 'Options')]);
		expect((await executeStep(page, editor.fixture.n8n.client)).status).toBe('success');
		await outputText(page, 'true');
		expect(sent('DELETE')).toMatchObject([{ path: `/company/${WILLOW}`, status: 202 }]);
		expect(record(WILLOW)?.deleted).toBe(true);
	});
});

describe('the example with many locations', () => {
	itInPage('updates the good rows and collects the bad ones', async (page) => {
		const id = await editor.fixture.importExample('update-many-locations.json');
		await openWorkflow(page, editor.fixture.n8n.url, id);
		expect((await executeWorkflow(page, editor.fixture.n8n.client)).status).toBe('success');

		for (const [name, items] of [
			['Updated', '3 items'],
			['Failed Rows', '4 items'],
		]) {
			await nodeOnCanvas(page, name).getByText(items).waitFor();
		}
		// The names and what is below them stand outside of their nodes.
		const texts = ["When clicking 'Execute workflow'", 'manual'].map((text) =>
			page.getByText(text),
		);
		const nodes = page.getByTestId('canvas-node').or(page.getByTestId('canvas-handle-plus'));
		await screenshot('many-locations', [...(await nodes.all()), ...texts], { margin: 20 });

		await openNode(page, 'Failed Rows');
		const failed = await outputText(page, '99999');
		expect(failed).toMatch(/41990.+'Phones' must hold phone numbers/s);
		expect(failed).toMatch(/99999.+Not found\. Check 'Location'.+Lumen North/s);
		await closeNode(page);
		await openNode(page, 'Updated');
		await outputText(page, 'Lumen Skin Clinic North');

		// The row with letters as a phone is refused without a request.
		expect(sent('PUT').map(({ path, status }) => [path, status])).toEqual([
			['/company/37540', 200],
			['/company/37551', 200],
			['/company/45001', 200],
			['/company/99999', 404],
		]);
	});
});

describe('the example with a sheet of clients', () => {
	itInPage('brings the good rows up to date and collects the bad ones', async (page) => {
		const id = await editor.fixture.importExample('clients-from-a-sheet.json');
		await openWorkflow(page, editor.fixture.n8n.url, id);
		expect((await executeWorkflow(page, editor.fixture.n8n.client)).status).toBe('success');

		await nodeOnCanvas(page, 'Failed Rows').getByText('2 items').waitFor();
		const texts = ["When clicking 'Execute workflow'", 'manual'].map((text) =>
			page.getByText(text),
		);
		const nodes = page.getByTestId('canvas-node').or(page.getByTestId('canvas-handle-plus'));
		await screenshot('clients-from-a-sheet', [...(await nodes.all()), ...texts], { margin: 20 });
	});
});

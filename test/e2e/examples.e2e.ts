/**
 * Every workflow in examples/ is imported into the real n8n. Those about locations, and of sheets, run here, others in
 * examplesOf….e2e.ts.
 */
import type { Locator, Page } from 'playwright-core';

import { credentials as tokens, faults } from '../../sandbox';
import { exampleFiles, loadExample } from '../../scripts/examples';
import { outputOf } from '../../scripts/n8n';
import { openWindow } from './browser';
import { PAGE_TIMEOUT_MS, useEditor } from './editorFixture';
import { noteOnCanvas, openWorkflow } from './pages/canvas';
import { fillForm, openForTheFirstTime, sendForm } from './pages/form';
import { signInField } from './pages/signIn';
import { withPage } from './withPage';

const WILLOW = 37532;

const editor = useEditor();

const sent = () => editor.fixture.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
const updates = () => editor.fixture.sandbox.requests.filter(({ method }) => method === 'PUT');
const location = (id: number) => editor.fixture.sandbox.locations.get(id)?.location;

describe('all examples', () => {
	it.each(exampleFiles)('%s has a note that explains it, and no credential of anybody', (file) => {
		const { nodes } = loadExample(file, '');
		const note = nodes.find(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(String(note?.parameters.content)).toMatch(/^## .{10,}\n\n.{100,}/s);
		const ids = nodes.flatMap((node) => Object.values(node.credentials ?? {}).map(({ id }) => id));
		expect(ids.filter(Boolean)).toEqual([]);
	});

	it(
		'show their whole notes, and nothing that covers something else',
		async () => {
			// One below the other in one workflow, because each opened by itself takes the browser many seconds.
			const nodes = exampleFiles.flatMap((file, index) =>
				loadExample(file, '').nodes.map((node) => ({
					...node,
					id: `${index} ${node.id}`,
					name: `${node.name} ${index}`,
					position: [node.position[0], node.position[1] + index * 3_000] as [number, number],
				})),
			);
			const workflow = { name: 'All examples', nodes, connections: {} };
			const id = await editor.fixture.n8n.client.createWorkflow(workflow);
			await withPage(editor.window, async (page) => {
				await openWorkflow(page, editor.fixture.n8n.url, id);
				const notes = await noteOnCanvas(page).all();
				expect(notes.length).toBeGreaterThanOrEqual(exampleFiles.length);
				for (const note of notes) {
					const end = await boxOf(note.locator('p, li').last());
					expect(end.bottom).toBeLessThan((await boxOf(note)).bottom);
				}

				const all = [...notes, ...(await page.getByTestId('canvas-node').all())];
				expect(all).toHaveLength(nodes.length);
				const boxes = await Promise.all(all.map(boxOf));
				const overlaps = boxes.flatMap((one, index) =>
					boxes.slice(index + 1).filter((other) => areOverlapping(one, other)),
				);
				expect(overlaps).toEqual([]);
			});
		},
		PAGE_TIMEOUT_MS,
	);

	async function boxOf(locator: Locator) {
		await locator.waitFor();
		const { x, y, width, height } = (await locator.boundingBox())!;
		return { left: x, right: x + width, top: y, bottom: y + height };
	}

	type Box = Awaited<ReturnType<typeof boxOf>>;
	const areOverlapping = (a: Box, b: Box) =>
		a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
});

describe('update-one-location.json and update-many-locations.json', () => {
	it('updates one location, with the chosen fields only', async () => {
		const execution = await editor.fixture.runExample('update-one-location.json');

		expect(execution.status).toBe('success');
		const body = {
			address: '12 Harbour Lane',
			description: '<p>Barbers on the waterfront, open every day.</p>',
			phones: ['15550100199'],
		};
		expect(updates()).toMatchObject([{ path: '/company/37532', status: 200 }]);
		expect(updates()[0].body).toEqual(body);
		expect(location(WILLOW)).toMatchObject({
			address: body.address,
			description: body.description,
			zip: '11435',
		});
		const [item, ...others] = outputOf(execution, 'Update Location');
		expect(others).toEqual([]);
		expect(item).toMatchObject({ json: { id: 37532 }, pairedItem: { item: 0 } });
	});

	it('updates many locations and collects the rows that fail', async () => {
		const untouched = location(41990)?.address;
		const execution = await editor.fixture.runExample('update-many-locations.json');

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Updated').map(({ json }) => json.id)).toEqual([
			37540, 37551, 45001,
		]);
		expect(outputOf(execution, 'Failed Rows').map(({ json }) => json)).toEqual([
			{
				id: 41990,
				address: 'Torstraße 98',
				phone: 'ask at the desk',
				description: 'Nail studio in the yard',
				reason: expect.stringContaining('Phones'),
			},
			expect.objectContaining({ id: 99999, reason: expect.stringMatching(/no such location/) }),
			expect.objectContaining({ id: 'Lumen North', reason: expect.stringContaining('Location') }),
			expect.objectContaining({ id: '', reason: expect.stringContaining('Location') }),
		]);
		expect(updates().map(({ path }) => path)).toEqual([
			'/company/37540',
			'/company/37551',
			'/company/45001',
			'/company/99999',
		]);
		// The empty address of this row is not sent.
		expect(Object.keys(updates()[2].body as object).sort()).toEqual(['description', 'phones']);
		expect(location(41990)?.address).toBe(untouched);
	});

	it.each([
		['text', 'Lumen North'],
		['blank', ''],
		['null', null],
		['a switch', true],
		['a list', [WILLOW, 37540]],
		['an object', { value: WILLOW }],
	])('keeps a row whose ID is %s, with the reason', async (_, id) => {
		const rows = [{ json: { id: 37540, address: '5 Lumen Square' } }, { json: { id, phone: 7 } }];
		const execution = await editor.fixture.runExample('update-many-locations.json', ({ nodes }) => {
			const list = nodes.find(({ name }) => name === 'Rows')!;
			list.parameters.jsCode = `return ${JSON.stringify(rows)};`;
		});

		expect(execution.status).toBe('success');
		expect(updates().map(({ path }) => path)).toEqual(['/company/37540']);
		expect(outputOf(execution, 'Failed Rows').map(({ json }) => json)).toEqual([
			{ id, phone: 7, reason: expect.stringContaining("'Location'") },
		]);
	});

	it('leaves no token in the execution data or in the log of n8n', async () => {
		const execution = await editor.fixture.runExample('update-many-locations.json');

		const seen = JSON.stringify(execution.data) + editor.fixture.n8n.lines.join('\n');
		expect(seen).not.toContain(tokens.partnerToken);
		expect(seen).not.toContain(tokens.userToken);
	});
});

describe('clients-from-a-sheet.json', () => {
	it('brings each client up to date once, and collects the rows that fail', async () => {
		const { clients } = editor.fixture.sandbox;
		const count = clients.size;
		const execution = await editor.fixture.runExample('clients-from-a-sheet.json');

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Up to Date').map(({ json }) => [json.name, json.result])).toEqual([
			['Ada', 'unchanged'],
			['Ben', 'updated'],
			['Zoe', 'created'],
		]);
		expect(outputOf(execution, 'Failed Rows').map(({ json }) => json)).toEqual([
			expect.objectContaining({ name: 'Finn', reason: expect.stringContaining("'Phone'") }),
			expect.objectContaining({ name: 'Cleo', reason: expect.stringContaining('7003, 7004') }),
		]);
		expect(clients.size).toBe(count + 1);
		expect(clients.get(7002)).toMatchObject({ email: 'ben@client.example', categories: [301] });
	});
});

describe('new-prices-from-a-sheet.json', () => {
	it('writes the prices, keeps everything else, and collects the rows that fail', async () => {
		const { services } = editor.fixture.sandbox;
		const { staff } = structuredClone(services.get(70101)!);
		const execution = await editor.fixture.runExample('new-prices-from-a-sheet.json');

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Priced').map(({ json }) => [json.id, json.updated])).toEqual([
			[70101, true],
			[70102, true],
			[70103, false],
			[70105, true],
		]);
		expect(outputOf(execution, 'Failed Rows').map(({ json }) => json.reason)).toEqual([
			expect.stringContaining('names no service "Eyebrow Threading"'),
			expect.stringContaining('names 2 services "Head Massage"'),
			expect.stringContaining("'Minimum Price'"),
		]);
		expect(services.get(70101)).toMatchObject({ price_min: 45, price_max: 65, staff });
	});
});

describe('copy-locations-nightly.json', () => {
	const file = 'copy-locations-nightly.json';

	it('copies all managed locations to the table, and changes the same rows the next night', async () => {
		const id = await editor.fixture.importExample(file);
		const night = async () => {
			const execution = await editor.fixture.n8n.client.runWorkflow(id, 'Every Night');
			expect(execution.status).toBe('success');
			return outputOf(execution, 'Copy to the Table').map(({ json }) => json);
		};
		const first = await night();
		const managed = [...editor.fixture.sandbox.locations.values()].filter(({ managed }) => managed);
		expect(first.map((row) => row.location_id)).toEqual(managed.map(({ location }) => location.id));
		expect(first[0]).toMatchObject({
			title: 'Willow Street Barbers',
			address: '787 Willow Street',
			phones: '+15550037532',
			active: true,
		});
		// One request reads them all, and nothing is changed.
		expect(sent()).toEqual(['GET /companies']);

		Object.assign(location(WILLOW)!, { address: '12 Harbour Lane' });
		const second = await night();
		expect(second.map((row) => row.id)).toEqual(first.map((row) => row.id));
		expect(second[0].address).toBe('12 Harbour Lane');
	});
});

describe('close-location.json', () => {
	const file = 'close-location.json';
	let form: string;

	beforeAll(async () => {
		const id = await editor.fixture.importExample(file, ({ nodes }) => {
			form = `${editor.fixture.n8n.url}/form/${nodes.find(({ webhookId }) => webhookId)?.webhookId}`;
		});
		await editor.fixture.n8n.client.publishWorkflow(id);
		await withPage(editor.window, async (page) => await openForTheFirstTime(page, form));
	}, PAGE_TIMEOUT_MS);

	/** A test in which a person fills in the form for a location. */
	function withForm(title: string, id: number, work: (page: Page) => Promise<void>) {
		const fillIn = async (page: Page) => {
			await page.goto(form);
			await fillForm(page, 'Location ID', String(id));
			await sendForm(page);
			await work(page);
		};
		it(title, async () => await withPage(editor.window, fillIn), PAGE_TIMEOUT_MS);
	}

	/** Fills in the second page. */
	async function decide(page: Page, title: string, decision: string) {
		await page.getByText('Willow Street Barbers, 787 Willow Street, New York').waitFor();
		await fillForm(page, 'Type the title', title);
		await fillForm(page, 'Delete it for good?', decision);
		await sendForm(page);
	}

	const isDeleted = () => editor.fixture.sandbox.locations.get(WILLOW)?.deleted;

	withForm('deletes after Yes and the right title', WILLOW, async (page) => {
		await decide(page, 'Willow Street Barbers', 'Yes, delete it');
		await page.getByText(`Altegio deleted location ${WILLOW}.`).waitFor();
		expect(sent()).toEqual([
			`GET /company/${WILLOW}`,
			`GET /company/${WILLOW}`,
			`DELETE /company/${WILLOW}`,
		]);
		expect(isDeleted()).toBe(true);
	});

	withForm('deletes nothing after Yes and another title', WILLOW, async (page) => {
		await decide(page, 'Willow Street', 'Yes, delete it');
		await page.getByText('The deletion is not confirmed').waitFor();
		const reason = page.getByText('what you typed is "Willow Street"');
		expect(await reason.textContent()).toMatch(/It was not deleted\.$/);
		expect(isDeleted()).toBe(false);
	});

	withForm('does not claim that nothing was deleted if nobody knows', WILLOW, async (page) => {
		const { sandbox } = editor.fixture;
		sandbox.fault(faults.gatewayTimeoutApplied, { method: 'DELETE' }, Infinity);
		await decide(page, 'Willow Street Barbers', 'Yes, delete it');
		await page.getByText('The deletion is not confirmed').waitFor();
		const reason = page.getByText('It is not known whether the location was deleted');
		expect(await reason.textContent()).not.toContain('[item');
		expect(await page.getByText('Nothing was deleted').count()).toBe(0);
		expect(isDeleted()).toBe(true);
	});

	withForm('deletes nothing after No', WILLOW, async (page) => {
		await decide(page, 'Willow Street Barbers', 'No, leave it');
		await page.getByText('You chose to leave the location as it is.').waitFor();
		expect(sent()).toEqual([`GET /company/${WILLOW}`]);
		expect(isDeleted()).toBe(false);
	});

	withForm('says so if there is no such location', 99999, async (page) => {
		await page.getByText('Nothing was deleted').waitFor();
		const reason = page.getByText("Check 'Location'");
		expect(await reason.textContent()).not.toContain('[item');
		expect(sent()).toEqual(['GET /company/99999']);
	});

	it(
		'shows the form to nobody who is not signed in',
		async () => {
			const stranger = await openWindow(editor.browser);
			await withPage(stranger, async (page) => {
				await page.goto(form);
				await signInField(page).waitFor();
				expect(await page.getByText('Location ID').count()).toBe(0);
			});
			await stranger.close();
		},
		PAGE_TIMEOUT_MS,
	);
});

/** The examples in which a model decides what to do. Importing them and their notes: examples.e2e.ts. */
import type { IDataObject } from 'n8n-workflow';

import type { Appointment } from '../../sandbox';
import { clockAt } from '../../scripts/clock';
import { loadExample } from '../../scripts/examples';
import { outputOf } from '../../scripts/n8n';
import { ADA, BEN, CHLOE, fillCalendar, WILLOW } from './calendar';
import { chat, modelCredential } from './chat';
import { PAGE_TIMEOUT_MS, useEditor } from './editorFixture';
import type { ScriptedModel, ScriptedTurn, Turn } from './model';
import { openNode, openWorkflow } from './pages/canvas';
import { executeTool, outputText } from './pages/run';
import { drawExample } from './picture';
import { withPage } from './withPage';

const editor = useEditor();

const sent = () => editor.fixture.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
const updates = () => editor.fixture.sandbox.requests.filter(({ method }) => method === 'PUT');
const book = (...given: Array<Partial<Appointment>>) => fillCalendar(editor.fixture.sandbox, given);

describe('ai-agent-read-and-update.json', () => {
	const file = 'ai-agent-read-and-update.json';
	let model: ScriptedModel;

	afterEach(() => model?.close());

	async function ask(turns: Turn[], messages = ['The barbers moved to 12 Harbour Lane.']) {
		const { execution, ...said } = await chat(editor.fixture, file, turns, messages);
		model = said.model;
		return execution;
	}

	it('lets the model list, read and update, and offers nothing else', async () => {
		const execution = await ask([
			{ tool: 'List_Locations', args: {} },
			{ tool: 'Update_Location', args: { location_id: `${WILLOW}`, address: '12 Harbour Lane' } },
			{ tool: 'Get_Location', args: { location_id: `${WILLOW}` } },
			{ say: 'Done.' },
		]);
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Location Assistant')[0].json).toMatchObject({ output: 'Done.' });

		const tools = model.requests[0].tools.map((tool) => tool.function);
		expect(tools.map(({ name }) => name).sort()).toEqual([
			'Get_Location',
			'List_Locations',
			'Update_Location',
		]);
		const list = tools.find(({ name }) => name === 'List_Locations');
		expect(list?.description).toContain('each with its ID');
		const update = tools.find(({ name }) => name === 'Update_Location');
		expect(Object.keys(update!.parameters.properties)).not.toContain('title');

		// The update is read back, as its option Verify says.
		expect(sent()).toEqual([
			'GET /companies',
			`PUT /company/${WILLOW}`,
			`GET /company/${WILLOW}`,
			`GET /company/${WILLOW}`,
		]);
		// What the model left out is not sent.
		expect(updates()[0].body).toEqual({ address: '12 Harbour Lane' });
	});

	it('remembers what was said before in the same chat', async () => {
		await ask(
			[{ say: 'Which Harbour Yoga?' }, { say: 'Done.' }],
			['Harbour Yoga moved to 1 Pier Road.', 'The one in Dubai.'],
		);
		const said = model.requests[1].messages.map(({ content }) => content);
		expect(said.slice(1)).toEqual([
			'Harbour Yoga moved to 1 Pier Road.',
			'Which Harbour Yoga?',
			'The one in Dubai.',
		]);
	});

	it('cannot be talked into a deletion', async () => {
		await ask([
			{ tool: 'Delete_Location', args: { location_id: `${WILLOW}` } },
			{ tool: 'Update_Location', args: { location_id: `${WILLOW}`, operation: 'delete' } },
			{ say: 'I cannot delete locations.' },
		]);
		expect(editor.fixture.sandbox.requests.map(({ method }) => method)).not.toContain('DELETE');
		expect(editor.fixture.sandbox.locations.get(WILLOW)?.deleted).toBe(false);
	});
});

describe('receptionist.json', () => {
	const file = 'receptionist.json';
	const TOOLS = loadExample(file, '').nodes.filter(({ type }) => type.endsWith('.altegioTool'));
	let model: ScriptedModel | undefined;

	afterEach(() => model?.close());

	async function ask(turns: ScriptedTurn[], messages = ['Hello'], phone?: string) {
		const said = await chat(editor.fixture, file, turns, messages, ({ nodes }) => {
			if (phone === undefined) return;
			const { parameters } = nodes.find(({ name }) => name === 'Who Is Writing')!;
			const { assignments } = parameters.assignments as { assignments: IDataObject[] };
			assignments[0].value = phone;
		});
		model = said.model;
		return said.execution;
	}

	/** What the tools answered to the model, in order. */
	const answers = () =>
		model!.requests
			.at(-1)!
			.messages.flatMap(({ role, content }) => (role === 'tool' ? [content] : []));

	/** Somebody else's appointment, and one of the client who is writing. */
	const bookTwo = () =>
		book(
			{ client_id: 7002, date: '2031-06-11 10:00:00' },
			{ client_id: 7001, date: '2031-06-11 12:00:00' },
		);

	it('fixes the phone by the workflow in every tool that needs one', () => {
		expect(TOOLS).toHaveLength(8);
		const fixed = "={{ $('Who Is Writing').first().json.phone }}";
		const phones = TOOLS.flatMap(({ parameters, name }) =>
			[
				...JSON.stringify(parameters).matchAll(
					/"(clientPhone|expectedClientPhone)":("(?:[^"\\]|\\.)*")/g,
				),
			].map(([, key, value]) => [name, key, JSON.parse(value)]),
		);
		expect(phones).toEqual([
			['Book Appointment', 'clientPhone', fixed],
			['List My Appointments', 'clientPhone', fixed],
			['Reschedule Appointment', 'expectedClientPhone', fixed],
			['Cancel Appointment', 'expectedClientPhone', fixed],
		]);
		expect(TOOLS[0].parameters.clientId).toMatchObject({ mode: 'phone', value: fixed });
	});

	it('finds, books, moves and cancels for the client who is writing', async () => {
		book();
		const idOf = (answer: string) => String(/"id":\s*(\d+)/.exec(answer)![1]);
		const starts = (answer: string) =>
			[...answer.matchAll(/"start":\s*"([^"]+)"/g)].map(([, one]) => one);
		let free: string[] = [];
		let booked = '';
		const held: Array<Partial<Appointment>> = [];
		const look = () => held.push({ ...editor.fixture.sandbox.appointments.get(Number(booked)) });
		const execution = await ask([
			{ tool: 'Find_Client', args: {} },
			{ tool: 'List_Services', args: { search: 'haircut' } },
			{ tool: 'List_Team_Members', args: { search: 'chloe' } },
			{
				tool: 'Find_Free_Slots',
				args: { services: 'Haircut', team_member: 'Chloé Martin', from: '', to: '' },
			},
			(answer) => {
				free = starts(answer);
				const args = { services: 'Haircut', team_member: 'Chloé Martin', client_name: 'Ada' };
				return { tool: 'Book_Appointment', args: { ...args, start: free[1] } };
			},
			{ tool: 'List_My_Appointments', args: {} },
			(answer) => {
				booked = idOf(answer);
				look();
				const args = { appointment_id: booked, start: free[4], team_member: '' };
				return { tool: 'Reschedule_Appointment', args };
			},
			() => {
				look();
				return { tool: 'Cancel_Appointment', args: { appointment_id: booked } };
			},
			{ say: 'It is cancelled.' },
		]);

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Receptionist')[0].json).toMatchObject({
			output: 'It is cancelled.',
		});
		look();
		const wall = (start: string) => start.slice(0, 19).replace('T', ' ');
		expect(held).toMatchObject([
			{ client_id: 7001, staff_id: CHLOE, date: wall(free[1]), deleted: false },
			{ client_id: 7001, staff_id: CHLOE, date: wall(free[4]), deleted: false },
			{ date: wall(free[4]), deleted: true },
		]);
		expect(editor.fixture.sandbox.appointments.size).toBe(1);
		expect(editor.fixture.sandbox.clients.get(7001)).toMatchObject({ name: 'Ada', phone: ADA });

		const [{ tools, messages }] = model!.requests;
		expect(tools.map((tool) => tool.function.name).sort()).toEqual(
			TOOLS.map(({ name }) => name.replaceAll(' ', '_')).sort(),
		);
		const asked = tools.flatMap((tool) => Object.keys(tool.function.parameters.properties ?? {}));
		expect(asked.filter((name) => /phone|location/i.test(name))).toEqual([]);
		expect(messages[0].content).toContain(`${clockAt(Date.now()).slice(0, 4)}, `);
		expect(messages[0].content).toContain('time zone America/New_York');
	});

	it('shows, moves and cancels nothing of another client', async () => {
		bookTwo();
		await ask([
			{ tool: 'List_My_Appointments', args: { clientPhone: BEN, client_phone: BEN } },
			{ tool: 'Cancel_Appointment', args: { appointment_id: '660001', expectedClientPhone: BEN } },
			{
				tool: 'Reschedule_Appointment',
				args: { appointment_id: '660001', start: '2031-06-12T10:00', team_member: '' },
			},
			{ say: 'I can only help with your own appointments.' },
		]);
		const [listed, ...refused] = answers();
		expect(listed).toContain('660002');
		expect(listed).not.toContain('660001');
		for (const answer of refused) expect(answer).toContain('is not that of the client');
		expect(editor.fixture.sandbox.appointments.get(660001)).toMatchObject({
			...{ deleted: false, date: '2031-06-11 10:00:00' },
		});
		expect(editor.fixture.sandbox.requests.map(({ method }) => method)).not.toContain('DELETE');
	});

	it('books for somebody who was not a client before', async () => {
		book();
		await ask(
			[
				{ tool: 'Find_Client', args: {} },
				{ tool: 'List_My_Appointments', args: {} },
				{
					tool: 'Book_Appointment',
					args: {
						...{ services: 'Haircut', team_member: 'Chloé Martin', start: '2031-06-11T10:00' },
						client_name: 'Zoe Quill',
					},
				},
				{ say: 'Booked.' },
			],
			['A haircut on 11 June, please. I am Zoe Quill.'],
			'+1 555 010 0155',
		);
		const [found, listed, booked] = answers();
		expect(found).toContain('There is no client with this phone');
		expect(listed).not.toContain('660');
		expect(booked).toContain('"created":true');
		const clients = [...editor.fixture.sandbox.clients.values()];
		expect(clients.filter(({ phone }) => phone.endsWith('5550100155'))).toMatchObject([
			{ name: 'Zoe Quill' },
		]);
	});

	it.each(['', ' ', 'hidden'])('asks the model nothing if the phone is %j', async (phone) => {
		const execution = await ask([{ say: 'Nobody should hear this.' }], ['Hello'], phone);
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Cannot Help')[0].json.output).toContain('cannot see the phone');
		expect(model!.requests).toEqual([]);
	});

	it(
		'has a picture',
		async () => {
			const useModel = await modelCredential(editor.fixture, 'https://model.example.com');
			await drawExample(editor, file, 'receptionist', useModel);
		},
		PAGE_TIMEOUT_MS,
	);

	// After the picture: the editor keeps open what it shows of a run.
	it(
		'books without a model, one tool at a time',
		async () => {
			book();
			const id = await editor.fixture.importExample(file);
			await withPage(editor.window, async (page) => {
				await openWorkflow(page, editor.fixture.n8n.url, id);
				await openNode(page, 'Book Appointment');
				const values = ['Haircut', 'Chloé Martin', '2031-06-11T10:00', 'Ada'];
				await executeTool(page, editor.fixture.n8n.client, values);
				await outputText(page, '2031-06-11T10:00:00-04:00');
			});
			const booked = [...editor.fixture.sandbox.appointments.values()];
			expect(booked).toMatchObject([{ client_id: 7001, date: '2031-06-11 10:00:00' }]);
		},
		PAGE_TIMEOUT_MS,
	);
});

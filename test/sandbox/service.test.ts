import { credentials, startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';

let sandbox: Sandbox;

async function start(options?: SandboxOptions): Promise<void> {
	sandbox = await startSandbox(options);
}

afterEach(async () => {
	await sandbox.close();
	expect(sandbox.violations).toEqual([]);
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are compared as they are
async function ask(method: string, path: string, body?: object): Promise<any> {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: {
			authorization: `Bearer ${credentials.partnerToken}, User ${credentials.userToken}`,
			accept: 'application/vnd.api.v2+json',
			...(body && { 'content-type': 'application/json' }),
		},
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return text === '' ? response.status : JSON.parse(text);
}

const SERVICE = '/services/37532/70101';
const least = { title: 'Haircut', category_id: 60101 };

test('PUT resets whatever its body leaves out, and keeps what no body can have', async () => {
	await start();
	const { data } = await ask('PUT', SERVICE, least);
	expect(data).toMatchObject({ staff: [], technical_break_duration: null, price_min: 0 });
	expect(data).toMatchObject({ api_id: '', active: 0, prepaid: 'optional' });
	await sandbox.close();

	await start({ serviceRules: { putResetsExtras: true } });
	const reset = await ask('PUT', SERVICE, least);
	expect(reset.data).toMatchObject({ prepaid: 'forbidden', booking_title: '', image_group: [] });
});

test('a new service is inactive, and its links lead to team members of the location', async () => {
	await start();
	const link = { id: 50101, seance_length: 1800 };
	const { data } = await ask('POST', '/services/37532', { ...least, staff: [link] });
	expect(data).toMatchObject({ active: 0, staff: [link], duration: 3600 });
	const elsewhere = { ...least, staff: [{ id: 50201, seance_length: 1800 }] };
	const { meta } = await ask('POST', '/services/37532', elsewhere);
	expect(meta.errors).toHaveProperty('staff');
	expect(await ask('DELETE', SERVICE)).toBe(204);
	expect(sandbox.services.has(70101)).toBe(false);
});

test.each([
	['/company/37532/services/70101', [{ id: 70101 }]],
	['/company/37532/services?staff_id=50107', [{ id: 70103 }]],
	['/company/45001/services?category_id=60501', [{ id: 70501 }]],
	['/company/41990/service_categories', [{ id: 60401, title: 'Nägel' }]],
	['/staff/41990', [{ id: 50401 }, { id: 50402 }]],
	['/staff/37532/50114', [{ id: 50101 }, { id: 50114, fired: '1' }]],
	[
		'/company/37532/staff/schedule?start_date=2026-12-01&end_date=2026-12-06&staff_ids[]=50101&include[]=off_day_type&include[]=busy_intervals',
		[
			{ date: '2026-12-01', busy_intervals: [{ entity_id: 90101 }, { entity_id: 90102 }] },
			{ date: '2026-12-02', slots: [], off_day_type: 1 },
			{ date: '2026-12-03', slots: [{ from: '09:00', to: '13:00' }, { from: '14:00' }] },
			{ date: '2026-12-04' },
			{ date: '2026-12-05', slots: [{ from: '10:00', to: '12:00' }] },
		],
	],
])('GET %s', async (path, expected) => {
	await start();
	const { data } = await ask('GET', path);
	expect(data).toMatchObject(expected);
	expect(data).toHaveLength(expected.length);
});

test('reads show no links where the rules say so', async () => {
	await start({ serviceRules: { showsStaff: false } });
	const { data } = await ask('GET', '/company/37532/services');
	expect(data[0]).not.toHaveProperty('staff');
});

import { BEARD, byName, HAIRCUT, requestsOf, service } from '../support/catalog';
import { listSearch, loadOptions, runAltegio, type RunOptions } from '../support/engine';
import { FIRST_ID, locator, THIRD_ID, useSandbox } from '../support/fixture';

const fixture = useSandbox();

async function run(operation: string, more: object = {}, options: Partial<RunOptions> = {}) {
	const result = await runAltegio({
		...fixture.target,
		parameters: service(operation, more),
		...options,
	});
	return { ...result, items: (result.outputs[0] ?? []).map(({ json }) => json) };
}

const LIST = 'GET /company/L/services';

describe('Get', () => {
	it.each([
		['ID', locator(HAIRCUT), [`GET /company/L/services/${HAIRCUT}`]],
		['name', byName('HAIRCUT'), [LIST, `GET /company/L/services/${HAIRCUT}`]],
	])('V7: by %s', async (_, serviceId, requests) => {
		const { items } = await run('get', { serviceId });
		expect(requestsOf(fixture.sandbox)).toEqual(requests);
		expect(Object.keys(items[0]!)).toEqual([
			...['id', 'title', 'category_id', 'price_min', 'price_max', 'duration_minutes'],
			...['discount', 'active', 'comment', 'staff'],
		]);
		expect(items[0]).toMatchObject({ id: HAIRCUT, duration_minutes: 45 });
	});

	it('S3: gives numbers where Altegio has texts', async () => {
		const { items } = await run('get', { serviceId: locator(BEARD), simplify: false });
		expect(items[0]).toMatchObject({
			price_min: 25,
			duration: 1800,
			active: 1,
			prepaid: 'forbidden',
		});
	});
});

describe('Get Many', () => {
	it.each([
		['all', { returnAll: true }, 9],
		['limit', { limit: 2 }, 2],
		['category', { filters: { categoryId: 60102 } }, 2],
		['team member', { filters: { teamMemberId: 50107 } }, 1],
		['team member by name', { filters: { teamMemberId: 'grace lin' } }, 1],
		['active ones, a text "0" being none', { filters: { onlyActive: true }, returnAll: true }, 8],
		['words', { filters: { search: 'HAIRCUT kids' } }, 1],
	])('S2: %s', async (_, more, count) => {
		const { items, error } = await run('getAll', more);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
	});

	it('S2: reads the list once for all items of a location', async () => {
		await run('getAll', {}, { items: [{}, {}, {}] });
		expect(requestsOf(fixture.sandbox)).toEqual([LIST]);
	});

	it.each([
		['categoryId', { categoryId: '' }, "'Category Name or ID' is blank"],
		['teamMemberId', { teamMemberId: '' }, "'Team Member Name or ID' must be one team member"],
		['onlyActive', { onlyActive: 'maybe' }, "'Only Active' must be true or false"],
	])('R5: an impossible %s is refused', async (_, filters, message) => {
		const { error } = await run('getAll', { filters });
		expect(error?.message).toContain(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});
});

describe('Create', () => {
	const least = { title: 'Fade', categoryId: 60101 };
	const created = () => [...fixture.sandbox.services.values()].at(-1)!;

	it('S1: sends minutes as seconds, links the team members, and makes the service active', async () => {
		const { error, items } = await run('create', {
			...least,
			additionalFields: {
				...{ duration: 35, technicalBreak: 5, priceMin: 30, priceMax: 30, externalId: 'F-1' },
				teamMemberIds: ['Ben Okoro', 50101],
			},
		});
		expect(error).toBeUndefined();
		expect(fixture.sandbox.requests.at(-1)?.body).toEqual({
			...{ title: 'Fade', category_id: 60101, active: 1, price_min: 30, price_max: 30 },
			...{ duration: 2100, technical_break_duration: 300, api_id: 'F-1' },
			staff: [
				{ id: 50102, seance_length: 2100 },
				{ id: 50101, seance_length: 2100 },
			],
		});
		expect(requestsOf(fixture.sandbox)).toEqual(['GET /staff/L', 'POST /services/L']);
		expect(items[0]).toMatchObject({ id: created().id, title: 'Fade' });
	});

	it.each([
		[{}, 1],
		[{ active: false }, 0],
	])('S1: with %j, active is %j', async (additionalFields, active) => {
		await run('create', { ...least, additionalFields });
		expect(fixture.sandbox.requests.map(({ body }) => body)).toEqual([
			{ title: 'Fade', category_id: 60101, active },
		]);
		expect(created()).toMatchObject({ active, staff: [] });
	});

	it.each([
		[{ title: ' ' }, "'Title' is blank, and a new service needs one"],
		[{ categoryId: '={{ "" }}' }, "'Category Name or ID' is blank"],
		[{ categoryId: 'Hair' }, "'Category Name or ID' must be a positive whole number"],
		[{ additionalFields: { duration: 1 } }, "'Duration (Minutes)' must be"],
		[{ additionalFields: { priceMin: 3, priceMax: 2 } }, "'Minimum Price' is 3"],
	])('R5: %j is refused before any request', async (more, message) => {
		const { error } = await run('create', { ...least, ...more });
		expect(error?.message).toContain(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('V7: a name that fits two people is refused with their ids, and nothing is created', async () => {
		const additionalFields = { teamMemberIds: ['jo park'] };
		const { error } = await run('create', { ...least, additionalFields });
		expect(error?.message).toMatch(
			/names 2 team members "jo park": Jo Park \(50110\), Jo Park \(50111\)/,
		);
		expect(requestsOf(fixture.sandbox)).toEqual(['GET /staff/L']);
	});
});

describe('Delete', () => {
	const GET = `GET /company/L/services/${BEARD}`;
	const DELETE = `DELETE /services/L/${BEARD}`;

	it.each<[string, object, string[]]>([
		['by ID', { serviceId: locator(BEARD) }, [DELETE]],
		['by name', { serviceId: byName('beard trim') }, [LIST, DELETE]],
		[
			'with its title',
			{ serviceId: locator(BEARD), options: { expectedTitle: 'Beard  Trim' } },
			[GET, DELETE],
		],
	])('R22: %s', async (_, more, requests) => {
		const { error, items } = await run('delete', more);
		expect(error).toBeUndefined();
		expect(items).toEqual([{ deleted: true, id: BEARD }]);
		expect(requestsOf(fixture.sandbox)).toEqual(requests);
	});

	it.each([
		['Beard', /title of service 70102 is "Beard Trim", but 'Expected Title' is "Beard"/],
		[' ', /'Expected Title' is blank, so nothing says that the service is the right one/],
	])('R22: the title %j stops it', async (expectedTitle, message) => {
		const more = { serviceId: locator(BEARD), options: { expectedTitle } };
		const { error } = await run('delete', more);
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.services.has(BEARD)).toBe(true);
	});
});

describe('lists of the form', () => {
	const form = (value: unknown, mode: 'id' | 'url' = 'id') => ({
		...fixture.target,
		parameters: service('get', { locationId: locator(value, mode) }),
	});

	it('R20: services by their title, two of one title told apart, also by the URL of the location', async () => {
		const { results } = await listSearch('searchServices', { ...form(FIRST_ID), filter: 'head' });
		expect(results).toEqual([
			{ name: 'Head Massage (70106)', value: 70106 },
			{ name: 'Head Massage (70107)', value: 70107 },
		]);
		const url = form(`https://app.alteg.io/timetable/${FIRST_ID}`, 'url');
		const options = await loadOptions('getServices', url);
		expect(options).toHaveLength(9);
		expect(options).toContainEqual({ name: 'Head Massage (ID 70106)', value: 70106 });
		expect(await loadOptions('getServiceCategories', url)).toEqual([
			{ name: 'Beard', value: 60102 },
			{ name: 'Extras', value: 60103 },
			{ name: 'Hair', value: 60101 },
		]);
	});

	it('R20: an empty location has none, and without a location the form says what to do', async () => {
		expect(await loadOptions('getServices', form(THIRD_ID))).toEqual([]);
		await expect(loadOptions('getServices', form(''))).rejects.toThrow("Choose 'Location' first");
	});
});

import type { RecordedRequest, Sandbox, Service } from '../../sandbox';
import { BEARD, byName, HAIRCUT, requestsOf, service } from '../support/catalog';
import { runAltegio, type RunOptions } from '../support/engine';
import { locator, useSandbox } from '../support/fixture';

/** What a test does to the sandbox once a request has been answered. */
let afterwards: ((request: RecordedRequest) => void) | undefined;
const fixture = useSandbox({ onRequest: (request) => afterwards?.(request) });
beforeEach(() => {
	afterwards = undefined;
});

const LIST = 'GET /company/L/services';
const GET = `GET /company/L/services/${HAIRCUT}`;
const PUT = `PUT /services/L/${HAIRCUT}`;

async function update(updateFields: object, more: object = {}, options: Partial<RunOptions> = {}) {
	return await runAltegio({
		...fixture.target,
		parameters: service('update', { serviceId: locator(HAIRCUT), updateFields, ...more }),
		...options,
	});
}

const stored = ({ services }: Sandbox, id = HAIRCUT) => structuredClone(services.get(id)!);
const puts = () => fixture.sandbox.requests.filter(({ method }) => method === 'PUT');

describe('Update', () => {
	it('S1: sends the whole service back, links and cards included, and compares what it reads then', async () => {
		const before = stored(fixture.sandbox);
		const { error, outputs } = await update({ priceMin: '45', priceMax: 65.5 });
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([GET, PUT, GET]);
		expect(puts()[0]?.body).toEqual({
			...{ title: 'Haircut', category_id: 60101, price_min: 45, price_max: 65.5 },
			...{ duration: 2700, technical_break_duration: 300, discount: 0, comment: 'Wash included' },
			...{ weight: 10, active: 1, api_id: 'CUT-1', staff: before.staff },
		});
		expect(stored(fixture.sandbox)).toEqual({ ...before, price_min: 45, price_max: 65.5 });
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: HAIRCUT, price_min: 45, updated: true });
	});

	it.each<[string, object, Partial<Service>]>([
		['title', { title: 'Cut' }, { title: 'Cut' }],
		['categoryId', { categoryId: 60102 }, { category_id: 60102 }],
		['duration', { duration: 50 }, { duration: 3000 }],
		['technicalBreak', { technicalBreak: '0' }, { technical_break_duration: 0 }],
		['discount', { discount: '12.5' }, { discount: 12.5 }],
		['comment', { comment: 'New' }, { comment: 'New' }],
		['weight', { weight: '-3' }, { weight: -3 }],
		['active', { active: '={{ "no" }}' }, { active: 0 }],
		['externalId', { externalId: 17 }, { api_id: '17' }],
	])('S1: %s changes, and nothing else', async (_, updateFields, expected) => {
		const before = stored(fixture.sandbox);
		const { error } = await update(updateFields);
		expect(error).toBeUndefined();
		expect(stored(fixture.sandbox)).toEqual({ ...before, ...expected });
	});

	it('S1: sends what changes although something else stays the same', async () => {
		const { error, outputs } = await update({ title: 'Haircut', priceMin: 46 });
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ price_min: 46, updated: true });
		expect(stored(fixture.sandbox).price_min).toBe(46);
	});

	it('S1: takes texts of Altegio for the numbers that they are', async () => {
		const before = stored(fixture.sandbox, BEARD);
		const { error } = await update({ priceMin: 26 }, { serviceId: locator(BEARD) });
		expect(error).toBeUndefined();
		const numbers = { price_min: 26, price_max: 25, duration: 1800, active: 1, api_id: '0' };
		expect(stored(fixture.sandbox, BEARD)).toEqual({ ...before, ...numbers });
	});

	it('S1: sends nothing if nothing would change', async () => {
		const fields = { priceMin: '40.00', title: ' Haircut ', duration: 45, active: true };
		const { outputs } = await update(fields);
		expect(requestsOf(fixture.sandbox)).toEqual([GET]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: HAIRCUT, updated: false });
	});

	it('S1: refuses where Altegio shows no links', async () => {
		fixture.sandbox.serviceRules.showsStaff = false;
		for (const serviceId of [locator(HAIRCUT), byName('haircut')]) {
			const { error } = await update({ priceMin: 1 }, { serviceId });
			expect(error?.message).toMatch(/does not show which team members provide service 70101/);
		}
		expect(puts()).toEqual([]);
	});

	it('S1: names what Altegio did not save, and everything that it lost', async () => {
		fixture.sandbox.serviceRules.putResetsExtras = true;
		afterwards = ({ method }) => {
			if (method !== 'PUT') return;
			const now = fixture.sandbox.services.get(HAIRCUT)!;
			now.staff = now.staff
				.slice(1)
				.map((link) => (link.id === 50102 ? { ...link, seance_length: 1800 } : link));
			now.price_min = 40;
		};
		const { error } = await update({ priceMin: 45, discount: 5 });
		expect(error?.message).toBe(
			`Altegio accepted the update of service ${HAIRCUT}. It did not save: 'Minimum Price' (holds 40). It changed, without being asked to: 'booking_title' (was "Classic haircut", is ""), 'image_group' (was {"id":9901,"images":{}}, is []), 'prepaid' (was "optional", is "forbidden"), 'step' (was 900, is 0). Of the team members it changed: 50101 (not linked any more), 50102 (length was 3600 s, is 1800 s). Correct the service in Altegio. [item 0]`,
		);
	});

	it('S1: keeps to that when Retry On Fail runs the item again, and sends the PUT once', async () => {
		fixture.sandbox.serviceRules.putResetsExtras = true;
		const retryOnFail = { maxTries: 2, waitBetweenTries: 0 };
		const { error } = await update({ priceMin: 45 }, {}, { retryOnFail });
		expect(error?.message).toContain(`'prepaid' (was "optional", is "forbidden")`);
		expect(requestsOf(fixture.sandbox)).toEqual([GET, PUT, GET, GET]);
	});

	it.each([
		[{}, 'There is nothing to update'],
		[{ priceMin: ' ' }, 'There is nothing to update'],
		[
			{ duration: 47 },
			"'Duration (Minutes)' must be a number of minutes that 5 divides, but is 47",
		],
		[{ duration: 2700 }, "'Duration (Minutes)' must be a whole number between 5 and 1435"],
		[{ technicalBreak: 65 }, "'Technical Break (Minutes)' must be a whole number between 0 and 60"],
		[{ priceMin: '12,50' }, "'Minimum Price' must be a number of at least 0"],
		[
			{ priceMin: 20, priceMax: 10 },
			"'Minimum Price' is 20, which is more than 'Maximum Price', 10",
		],
		[{ title: '#N/A' }, "'Title' must be text"],
	])('R5: %j is refused before any request', async (updateFields, message) => {
		const { error } = await update(updateFields);
		expect(error?.message).toContain(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});
});

describe('by name', () => {
	it.each([
		['Haircut', undefined],
		[' hAIRCUT ', undefined],
		['Head Massage', /names 2 services "Head Massage": Head Massage \(70106\), .*\(70107\)/],
		['Hair', /names no service "Hair". Services: .*Haircut \(70101\)/],
	])('V7: %j', async (name, message) => {
		const { error } = await update({ priceMin: 41 }, { serviceId: byName(name) });
		if (message) expect(error?.message).toMatch(message);
		else expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual(message ? [LIST] : [LIST, PUT, GET]);
	});
});

import type { INodeListSearchItems } from 'n8n-workflow';

import { defaultLocations, makeLocation, manyLocations } from '../../sandbox';
import { listSearch } from '../support/engine';
import { useSandbox } from '../support/fixture';

/** Every page of the picker, as the editor asks for them while the user scrolls. */
async function allPages(target: Parameters<typeof listSearch>[1]) {
	const pages: INodeListSearchItems[][] = [];
	let token: string | undefined;
	do {
		const page = await listSearch('searchLocations', { ...target, paginationToken: token });
		pages.push(page.results);
		token = page.paginationToken as string | undefined;
		if (pages.length > 20) throw new Error('The picker never comes to an end');
	} while (token !== undefined);
	return pages;
}

const ids = (items: INodeListSearchItems[]) => items.map(({ value }) => value);

describe('the location picker', () => {
	const fixture = useSandbox();
	const search = async (filter: string) =>
		ids((await listSearch('searchLocations', { ...fixture.target, filter })).results);

	it.each(['', 'lumen'])('R20: asks for managed locations only (search: "%s")', async (filter) => {
		await search(filter);

		expect(fixture.sandbox.requests.map(({ query }) => query.my)).toEqual(['1']);
	});

	it('R20: holds every managed location and no other', async () => {
		const managed = defaultLocations.filter((location) => location.managed !== false);
		expect((await search('')).sort()).toEqual(managed.map(({ id }) => id).sort());
	});

	it('R20: shows title, city and ID, and links to the page of the location', async () => {
		const { results } = await listSearch('searchLocations', fixture.target);

		expect(results).toContainEqual({
			name: 'Lumen Skin Clinic, New York (37540)',
			value: 37540,
			url: 'https://app.alteg.io/timetable/37540',
		});
		// The same title twice: the city and the ID tell them apart.
		expect(results.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Harbour Yoga, Dubai (45001)', 'Harbour Yoga, Abu Dhabi (45002)']),
		);
	});

	it.each([undefined, null, ''])('R20: does without a city that is %p', async (city) => {
		const body = { success: true, data: [{ id: 5, title: 'Salon', city }], meta: [] };
		fixture.sandbox.fault({ status: 200, body });
		const { results } = await listSearch('searchLocations', fixture.target);
		expect(results.map(({ name }) => name)).toEqual(['Salon (5)']);
	});

	it('R20: takes ids that came as text', async () => {
		const data = [{ id: '37532', title: 'Salon', city: 'New York' }];
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		expect(await search('')).toEqual([37532]);
	});

	it.each([
		['the title', 'willow street b', [37532]],
		['the middle of the title', 'skin clinic no', [37551]],
		['the city', 'chicago', [37551]],
		['the address', 'torstr', [41990]],
		['the ID', '45002', [45002]],
		['other capitals', 'HARBOUR yOgA', [45002, 45001]],
		['Cyrillic in other capitals', 'СТУДИЯ', [41207]],
		['a Cyrillic address in other capitals', 'АБАЯ', [41207]],
		['an umlaut in other capitals', 'GRÜN', [41990]],
		['spaces around it', '  dubai ', [45001]],
		['nothing that exists', 'no such place', []],
		// The letters of a search are no pattern.
		['special characters', '.*', []],
	])('R20: finds by %s', async (_, filter, found) => {
		expect(await search(filter)).toEqual(found);
	});

	it.each([
		['ß is SS in capitals', 'TORSTRASSE'],
		['a letter and its dots may be two characters', 'gru\u0308n'],
	])('R20: finds what differs in case or encoding only: %s', async (_, filter) => {
		expect(await search(filter)).toEqual([41990]);
	});

	it('R20: does not show locations of others for a search', async () => {
		expect(await search('lookalike')).toEqual([]);
	});
});

describe('the location picker in Turkish', () => {
	const fixture = useSandbox({
		locations: [makeLocation({ id: 7, title: 'Işık Güzellik', city: 'İstanbul' })],
	});

	it.each(['istanbul', 'İSTANBUL', 'ISTANBUL', 'ışık', 'IŞIK'])(
		'R20: finds İstanbul and Işık by %s',
		async (filter) => {
			const { results } = await listSearch('searchLocations', { ...fixture.target, filter });
			expect(ids(results)).toEqual([7]);
		},
	);
});

describe('the location picker with 655 locations', () => {
	const fixture = useSandbox({ locations: manyLocations(655) });
	const asked = () => fixture.sandbox.requests.map(({ query }) => query);

	it('R20: reads pages of the largest size, starting at one, and all come once', async () => {
		const pages = await allPages(fixture.target);

		expect(asked()).toEqual([
			{ my: '1', count: '300', page: '1' },
			{ my: '1', count: '300', page: '2' },
			{ my: '1', count: '300', page: '3' },
		]);
		expect(pages.map((page) => page.length)).toEqual([300, 300, 55]);
		expect(ids(pages.flat())).toEqual(manyLocations(655).map(({ id }) => id));
	});

	it('R20: finds a match on the last page without scrolling', async () => {
		const { results, paginationToken } = await listSearch('searchLocations', {
			...fixture.target,
			filter: 'SALON 00655',
		});

		expect(ids(results)).toEqual([100655]);
		expect(paginationToken).toBeUndefined();
		expect(asked().map(({ page }) => page)).toEqual(['1', '2', '3']);
	});

	it('R20: a search with few matches shows them all at once', async () => {
		const { results, paginationToken } = await listSearch('searchLocations', {
			...fixture.target,
			filter: '0024 salon',
		});

		// 00024, and 00240 to 00249.
		expect(results).toHaveLength(11);
		expect(paginationToken).toBeUndefined();
		expect(asked()).toHaveLength(3);
	});

	it('R20: a search with many matches shows the first ones soon and the rest on scrolling', async () => {
		const [first, ...rest] = await allPages({ ...fixture.target, filter: 'berlin' });
		const berlin = manyLocations(655).filter(({ city }) => city === 'Berlin');

		expect(first.length).toBeGreaterThanOrEqual(20);
		expect(rest.length).toBeGreaterThan(0);
		expect(ids([first, ...rest].flat())).toEqual(berlin.map(({ id }) => id));
		// No page is read twice.
		expect(asked().map(({ page }) => page)).toEqual(['1', '2', '3']);
	});

	it('R20: comes to an end where the server repeats the same page for ever', async () => {
		const data = manyLocations(300).map(({ id, title, city }) => ({ id, title, city }));
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } }, {}, Infinity);
		const { results, paginationToken } = await listSearch('searchLocations', {
			...fixture.target,
			filter: 'no such place',
		});

		expect(results).toEqual([]);
		expect(paginationToken).toBeUndefined();
		expect(asked()).toHaveLength(2);
	});

	it('R20: goes on where the server gives 200 on a page whatever it is asked for', async () => {
		const all = manyLocations(450).map(({ id, title, city }) => ({ id, title, city }));
		for (const start of [0, 200, 400]) {
			const data = all.slice(start, start + 200);
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		}
		expect(ids((await allPages(fixture.target)).flat())).toEqual(all.map(({ id }) => id));
	});
});

describe('the location picker with exactly 600 locations', () => {
	const fixture = useSandbox({ locations: manyLocations(600) });

	it('R20: ends after the empty page that follows the last full one', async () => {
		const pages = await allPages(fixture.target);
		expect(ids(pages.flat())).toEqual(manyLocations(600).map(({ id }) => id));
		expect(fixture.sandbox.requests).toHaveLength(3);
	});
});

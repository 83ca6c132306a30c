import { Store } from '../../sandbox/store';

interface Entry {
	id: number;
	title: string;
	tags: string[];
}

const entry = (id: number, title: string): Entry => ({ id, title, tags: [] });
const seed = [entry(3, 'Cut'), entry(1, 'Wash'), entry(2, 'Dry')];
const refusal = expect.objectContaining({ status: 404 });

let store: Store<Entry>;
beforeEach(() => (store = new Store(seed)));

test('what comes in and what goes out is a copy', () => {
	const given = { title: 'Dye', tags: ['new'] };
	const answers = [
		...[store.create(given), store.get(4), store.find(4)!, store.list().at(-1)!],
		...store.page({ page: 4, count: 1 }).records,
		...[store.merge(4, {}), store.replace(store.get(4))],
	];
	for (const { tags } of [given, ...answers]) tags.push('changed');
	seed[0].tags.push('changed');
	expect(store.records.get(4)).toEqual({ id: 4, title: 'Dye', tags: ['new'] });
	expect(store.records.get(3)).toEqual({ id: 3, title: 'Cut', tags: [] });
	seed[0].tags.pop();
});

test('lists by id or in another order, and those that meet a condition', () => {
	const ids = (records: Entry[]) => records.map(({ id }) => id);
	expect(ids(store.list())).toEqual([1, 2, 3]);
	expect(ids(store.list(({ title }) => title !== 'Dry'))).toEqual([1, 3]);
	expect(ids(store.list(undefined, (a, b) => a.title.localeCompare(b.title)))).toEqual([3, 2, 1]);
});

test('has pages that start at 1, with the number of all records', () => {
	const page = (number: number, condition?: (one: Entry) => boolean) =>
		store.page({ page: number, count: 2 }, condition);
	expect(page(1)).toMatchObject({ records: [{ id: 1 }, { id: 2 }], total: 3 });
	expect(page(2)).toMatchObject({ records: [{ id: 3 }], total: 3 });
	expect(page(3)).toEqual({ records: [], total: 3 });
	expect(page(1, ({ id }) => id > 1)).toMatchObject({ records: [{ id: 2 }, { id: 3 }], total: 2 });
});

test('a record that does not meet the condition is not found', () => {
	const isLocal = ({ title }: Entry) => title === 'Wash';
	expect(store.find(1, isLocal)?.title).toBe('Wash');
	expect(store.find(2, isLocal)).toBeUndefined();
	expect(() => store.get(2, isLocal)).toThrow(refusal);
});

test('merge overwrites the given fields, replace the whole record', () => {
	expect(store.merge(1, { title: 'Rinse' })).toEqual({ id: 1, title: 'Rinse', tags: [] });
	expect(store.replace({ id: 1, title: 'Soak', tags: ['x'] })).toEqual(store.get(1));
	expect(store.get(1)).toEqual({ id: 1, title: 'Soak', tags: ['x'] });
});

test('gives no id twice', () => {
	expect(store.create({ title: 'Dye', tags: [] }).id).toBe(4);
	store.delete(4);
	expect(store.create({ title: 'Dye', tags: [] }).id).toBe(5);
	store.records.set(90, entry(90, 'Put in by a test'));
	expect(store.nextId()).toBe(91);
});

test('refuses with 404 what it does not have', () => {
	store.delete(1);
	for (const act of [() => store.get(1), () => store.delete(1), () => store.merge(1, {})]) {
		expect(act).toThrow(refusal);
	}
});

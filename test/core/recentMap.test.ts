import { RecentMap } from '../../nodes/Altegio/core/recentMap';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('forgets an entry when its time is over, and not before', () => {
	const map = new RecentMap<number>(1000, 10).set('a', 1);
	jest.advanceTimersByTime(999);
	expect(map.get('a')).toBe(1);
	jest.advanceTimersByTime(1);
	expect(map.get('a')).toBeUndefined();
	expect(map.size).toBe(0);
});

it('counts the time of an entry from when it was set last', () => {
	const map = new RecentMap<number>(1000, 10).set('a', 1);
	jest.advanceTimersByTime(600);
	map.set('a', 2);
	jest.advanceTimersByTime(600);
	expect(map.get('a')).toBe(2);
});

it('keeps the newest entries where there are too many', () => {
	const map = new RecentMap<number>(1000, 2).set('a', 1).set('b', 2).set('a', 3);
	expect([...map]).toEqual([
		['b', 2],
		['a', 3],
	]);
	expect([...map.set('c', 4).keys()]).toEqual(['a', 'c']);
});

it('drops old entries that nobody asks for with the next one that is set', () => {
	const map = new RecentMap<number>(1000, 10).set('a', 1);
	jest.advanceTimersByTime(500);
	map.set('b', 2);
	jest.advanceTimersByTime(500);
	expect([...map.set('c', 3).keys()]).toEqual(['b', 'c']);
});

it('forgets at once what is deleted, its time too', () => {
	const map = new RecentMap<number>(1000, 2).set('a', 1).set('b', 2);
	expect(map.delete('a')).toBe(true);
	expect(map.delete('a')).toBe(false);
	jest.advanceTimersByTime(900);
	expect([...map.set('c', 3).keys()]).toEqual(['b', 'c']);
	jest.advanceTimersByTime(100);
	map.set('a', 4);
	expect(map.get('a')).toBe(4);
});

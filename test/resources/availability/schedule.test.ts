import { freeSpans } from '../../../nodes/Altegio/resources/availability/schedule';

describe('freeSpans', () => {
	const span = ([start, end]: [number, number]) => ({ start, end });

	it.each<[string, Array<[number, number]>, Array<[number, number]>, Array<[number, number]>]>([
		['all of the day', [[9, 17]], [], [[9, 17]]],
		[
			'before, between and after',
			[[9, 17]],
			[
				[10, 11],
				[13, 14],
			],
			[
				[9, 10],
				[11, 13],
				[14, 17],
			],
		],
		[
			'in any order',
			[[9, 17]],
			[
				[13, 14],
				[10, 11],
			],
			[
				[9, 10],
				[11, 13],
				[14, 17],
			],
		],
		[
			'what overlaps',
			[[9, 17]],
			[
				[10, 14],
				[11, 12],
			],
			[
				[9, 10],
				[14, 17],
			],
		],
		[
			'at the edges',
			[[9, 17]],
			[
				[9, 10],
				[16, 17],
			],
			[[10, 16]],
		],
		[
			'beyond the edges',
			[[9, 17]],
			[
				[8, 10],
				[16, 18],
			],
			[[10, 16]],
		],
		[
			'outside of it',
			[[9, 17]],
			[
				[7, 8],
				[18, 19],
			],
			[[9, 17]],
		],
		['nothing', [[9, 17]], [[8, 18]], []],
		[
			'one after the other',
			[[9, 17]],
			[
				[9, 12],
				[12, 17],
			],
			[],
		],
		[
			'two spans of work',
			[
				[9, 12],
				[13, 17],
			],
			[[11, 14]],
			[
				[9, 11],
				[14, 17],
			],
		],
	])('leave %s', (_, work, busy, free) => {
		const given = busy.map(span);
		expect(freeSpans({ work: work.map(span), busy: given })).toEqual(free.map(span));
		expect(given).toEqual(busy.map(span));
	});
});

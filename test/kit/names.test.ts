import {
	readIdOrName,
	resolveId,
	resolveIds,
	toIdsOrNames,
	type Named,
} from '../../nodes/Altegio/kit/names';
import { newItem } from '../support/units';

const LABEL = 'Service Names or IDs';
const item = newItem();
const api = { caller: item };

const SERVICES: Named[] = [
	{ id: 331, title: 'Haircut' },
	{ id: 332, title: 'Hair  colour, long' },
	{ id: 333, title: 'Maniküre' },
	{ id: 334, title: 'Massage' },
	{ id: 335, title: 'massage ' },
	{ id: 336, title: '60' },
	{ id: 337, title: '[VIP] Facial' },
];

describe('services that a list names', () => {
	const entries = jest.fn(async () => SERVICES);
	const directory = { label: LABEL, noun: 'service', entries };
	const resolve = async (value: unknown) =>
		await resolveIds(api, toIdsOrNames(item, LABEL, value), directory);

	beforeEach(() => entries.mockClear());

	it.each<[value: unknown, ids: number[]]>([
		[331, [331]],
		['331', [331]],
		[' 331.0 ', [331]],
		[
			[331, '332'],
			[331, 332],
		],
		['[331,"332"]', [331, 332]],
		[[331, '331'], [331]],
		[[], []],
		['', []],
		[' \u200b', []],
		[null, []],
		[['', null], []],
		[undefined, []],
		['[]', []],
	])('reads %j as ids without any request', async (value, ids) => {
		await expect(resolve(value)).resolves.toEqual(ids);
		expect(entries).not.toHaveBeenCalled();
	});

	it.each<[value: unknown, ids: number[]]>([
		['Haircut', [331]],
		[' hAIRCUT\u200b ', [331]],
		['Hair colour, long', [332]],
		['MANIKURE', [333]],
		['Manik\u0075\u0308re', [333]],
		[
			['Haircut', 333],
			[331, 333],
		],
		['["Haircut", "maniküre"]', [331, 333]],
		['[VIP] Facial', [337]],
		[['Haircut', 331, 'HAIRCUT'], [331]],
	])('finds %j by name', async (value, ids) => {
		await expect(resolve(value)).resolves.toEqual(ids);
		expect(entries).toHaveBeenCalledTimes(1);
	});

	it('names what there is, the likeliest first, where nothing fits', async () => {
		await expect(resolve('Hair cut')).rejects.toThrow(
			`'${LABEL}' names no service "Hair cut". Services: Hair  colour, long (332), Haircut (331)`,
		);
		await expect(resolve('Hair')).rejects.toThrow('Services: Hair  colour, long (332)');
	});

	it('names ten at most', async () => {
		entries.mockResolvedValueOnce(
			Array.from({ length: 14 }, (_, index) => ({ id: index + 1, title: `Service ${index + 1}` })),
		);
		await expect(resolve('Facial')).rejects.toThrow('Service 10 (10) and 4 more.');
	});

	it('refuses a name that several have, with their ids', async () => {
		await expect(resolve('Massage')).rejects.toThrow(
			`'${LABEL}' names 2 services "Massage": Massage (334), massage  (335). Give the ID.`,
		);
	});

	it('says so where there is nothing to choose from', async () => {
		entries.mockResolvedValueOnce([]);
		await expect(resolve('Massage')).rejects.toThrow('This location has no services.');
	});

	it.each<[unknown, string]>([
		[{ id: 331 }, 'must be an ID or a name, but is {"id":331}'],
		[[331, ''], 'has a blank entry'],
		[[331, { name: 'Haircut' }], 'must be an ID or a name'],
		[true, 'must be an ID or a name'],
		[0, 'must be an ID or a name, but is 0'],
		[-5, 'must be an ID or a name, but is -5'],
		['undefined', 'stands for a missing value'],
		['#N/A', 'stands for a missing value'],
		['["Haircut", null]', 'has a blank entry'],
	])('refuses %j before any request', (value, words) => {
		expect(() => toIdsOrNames(item, LABEL, value)).toThrow(words);
		expect(() => toIdsOrNames(item, LABEL, value)).toThrow(`'${LABEL}'`);
	});
});

describe('a service that a locator names', () => {
	const directory = { label: 'Service', noun: 'service', entries: async () => SERVICES };
	const read = (mode: string, value: unknown) =>
		readIdOrName(
			{ ...item, getNodeParameter: () => ({ __rl: true, mode, value }) },
			{
				name: 'serviceId',
				label: 'Service',
				noun: 'service',
			},
		);

	it.each<[mode: string, value: unknown, id: number]>([
		['list', 331, 331],
		['id', '331', 331],
		['name', 'haircut', 331],
		['name', '60', 336],
		['name', 60, 336],
		['name', '332', 332],
	])('is found by %s %j', async (mode, value, id) => {
		await expect(resolveId(api, read(mode, value), directory)).resolves.toBe(id);
	});

	it.each([
		['id', 'Haircut', "'Service' must be the ID of one service"],
		['list', '', "'Service' must be the ID of one service"],
		['name', '', "'Service' must be an ID or a name, but it is blank"],
		['name', 'null', 'stands for a missing value'],
	])('is refused by %s %j', (mode, value, words) => {
		expect(() => read(mode, value)).toThrow(words);
	});
});

import type { IDataObject } from 'n8n-workflow';

import { optionsCollection } from '../../kit/collections';
import { readLimit, toChoice } from '../../kit/parameters';
import { limit, returnAll } from '../../kit/properties';
import { isToolCall } from '../../transport/item';
import type { Operation } from '../../transport/operation';
import {
	openCalendar,
	questionProperties,
	readPeriod,
	readQuestion,
	resolveQuestion,
	restrictionOptions,
} from './form';
import { clockText } from './period';
import { explain } from './reason';
import { findSlots, titleOf, toOutput, type Slot } from './slots';

const OUTPUTS = ['separateItems', 'oneItem'] as const;

/** The free times of a period, soonest first, over everybody who may be asked. */
export const getSlots: Operation = {
	properties: [
		...questionProperties,
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description:
				'The first start that may be given; empty means now. Without an offset it is the time that the clock at the location shows.',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description:
				"The last start that may be given, at most 92 days after 'From'; empty means 14 days later. A date alone means the whole day.",
		},
		returnAll,
		limit,
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			default: 'separateItems',
			options: [
				{
					name: 'One Item',
					value: 'oneItem',
					description:
						'All slots in one item, and why there is none. An AI agent always gets this.',
				},
				{
					name: 'Separate Items',
					value: 'separateItems',
					description: 'One item for each slot, and none if there is no slot',
				},
			],
			description: 'How to give the slots',
		},
		optionsCollection(restrictionOptions),
	],
	prepare(item) {
		const asked = readQuestion(item);
		const maxSlots = readLimit(item);
		const toPeriod = readPeriod(item);
		const output = toChoice(
			item,
			'Output',
			item.getNodeParameter('output', ''),
			OUTPUTS,
			'separateItems',
		);
		return async (api) => {
			const question = await resolveQuestion(api, asked);
			const period = toPeriod(question.zone);
			const calendar = await openCalendar(api, asked, question, period);
			const found = await findSlots(api, calendar, period, maxSlots);
			const slots = found.map((slot) => toOutput(slot, question));
			if (output === 'separateItems' && !isToolCall(item)) return slots;

			const answer = (rest: IDataObject): IDataObject => ({ count: slots.length, slots, ...rest });
			const [first] = found;
			if (first) return answer({ reason: null, message: textFor(found, first) });
			return answer({ ...(await explain(api, question, period, calendar)) });
		};
	},
};

function textFor({ length }: Slot[], { start, member }: Slot): string {
	const first = `${clockText(start)} with ${titleOf(member)}`;
	return length === 1 ? `One slot: ${first}.` : `${length} slots, the first: ${first}.`;
}

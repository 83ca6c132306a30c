/** The kinds of events, by Altegio's names in the webhook settings, with the names that the form shows. */
export const FLAGS = {
	record: 'Appointment',
	client: 'Client',
	goods_operations_consumable: 'Consumable Write-Off',
	finances_operation: 'Finance Operation',
	salon: 'Location',
	loyalty_card: 'Loyalty Card',
	good: 'Product',
	goods_operations_move: 'Product Movement',
	goods_operations_receipt: 'Product Receipt',
	goods_operations_sale: 'Product Sale',
	goods_operations_stolen: 'Product Write-Off',
	schedule: 'Schedule',
	service: 'Service',
	service_category: 'Service Category',
	master: 'Team Member',
} as const;

export type Flag = keyof typeof FLAGS;

export const ALL_FLAGS = Object.keys(FLAGS) as Flag[];

/** Events name two of them otherwise: the location (two names are documented) and the team member. */
const OTHER_NAMES: Record<string, Flag> = { company: 'salon', staff: 'master' };

/** The flag for what an event calls its resource. */
export function flagOf(resource: string): Flag | undefined {
	const name = OTHER_NAMES[resource] ?? resource;
	return ALL_FLAGS.find((flag) => flag === name);
}

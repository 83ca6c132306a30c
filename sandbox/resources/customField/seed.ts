/** A custom field as one location uses it. */
export interface CustomField {
	/** Id of the link to the location; `custom_field.id` is that of the field. */
	id: number;
	salon_id: number;
	entity_type: 'client' | 'record';
	code: string;
	title: string;
	type: 'text' | 'number' | 'select' | 'date' | 'datetime';
	/** The choices of a select. */
	values?: string[];
}

export const defaultCustomFields: readonly CustomField[] = [
	...(
		[
			[501, 'client', 'hair_type', 'Hair Type', 'select', ['straight', 'curly']],
			[502, 'client', 'crm_id', 'CRM ID', 'text'],
			[503, 'client', 'children', 'Children', 'number'],
			[504, 'client', 'member_since', 'Member Since', 'date'],
			[511, 'record', 'room', 'Room', 'text'],
		] as const
	).map(([id, entity_type, code, title, type, values]) => ({
		...{ id, salon_id: 37532, entity_type, code, title, type },
		...(values && { values: [...values] }),
	})),
];

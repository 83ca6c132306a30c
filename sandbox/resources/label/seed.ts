/** A tag of a location, for one kind of records. */
export interface Label {
	id: number;
	salon_id: number;
	title: string;
	color: string;
	icon: string;
	/** 1 clients, 2 appointments, as Altegio numbers them. */
	entity: 0 | 1 | 2 | 3;
	deleted: 0 | 1;
	not_editable: 0 | 1;
}

const label = (id: number, title: string, more: Partial<Label> = {}): Label => ({
	id,
	salon_id: 37532,
	title,
	color: '#e8d313',
	icon: 'star',
	entity: 1,
	deleted: 0,
	not_editable: 0,
	...more,
});

export const defaultLabels: readonly Label[] = [
	label(301, 'VIP'),
	label(302, 'Sensitive Skin'),
	label(303, 'Café Regulars'),
	label(304, 'Gone', { deleted: 1 }),
	label(311, 'First visit', { entity: 2 }),
	label(312, 'VIP', { entity: 2 }),
	label(321, 'VIP', { salon_id: 37540 }),
];

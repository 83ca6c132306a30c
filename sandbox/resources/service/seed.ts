/** Who provides a service, and how long it takes them. */
export interface ServiceLink {
	id: number;
	/** Seconds. */
	seance_length: number;
	technological_card_id?: number | null;
}

/** A service as the sandbox stores and shows it. Some values are texts, as Altegio gives them at times. */
export interface Service {
	id: number;
	location_id: number;
	salon_service_id: number;
	title: string;
	category_id: number;
	price_min: number | string;
	price_max: number | string;
	/** Seconds. */
	duration: number | string;
	/** Seconds; null is the default of the location. */
	technical_break_duration: number | null;
	discount: number;
	comment: string;
	weight: number;
	/** Whether clients may book it online. */
	active: 0 | 1 | '0' | '1';
	api_id: string | number;
	staff: ServiceLink[];
	image_group: object;
	// No body of PUT has the following fields, and nobody knows what PUT does to them.
	booking_title: string;
	prepaid: 'forbidden' | 'optional' | 'required';
	is_multi: boolean;
	capacity: number;
	step: number;
	is_online: boolean;
	is_need_limit_date: boolean;
	dates: string[];
	resources: object[];
}

export interface ServiceCategory {
	id: number;
	location_id: number;
	salon_service_id: number;
	title: string;
	api_id: string | number;
	weight: number;
	staff: number[];
}

/** How Altegio treats services where nobody knows for sure. */
export interface ServiceRules {
	/** Whether PUT resets the fields that its body cannot have. */
	putResetsExtras: boolean;
	/** Whether reads show who provides a service. */
	showsStaff: boolean;
}

/** What a service has that no body of PUT can change. */
export const extras = {
	image_group: [],
	booking_title: '',
	prepaid: 'forbidden',
	is_multi: false,
	capacity: 1,
	step: 0,
	is_online: false,
	is_need_limit_date: false,
	dates: [],
	resources: [],
} satisfies Partial<Service>;

/** What Altegio fills in for fields that a body leaves out. PUT does so too. New services are inactive. */
export const blankService = {
	category_id: 0,
	price_min: 0,
	price_max: 0,
	duration: 3600,
	technical_break_duration: null,
	discount: 0,
	comment: '',
	weight: 0,
	active: 0,
	api_id: '',
	staff: [] as ServiceLink[],
} satisfies Partial<Service>;

/** A complete service from its id, location, title and whatever else matters to the caller. */
export function makeService(
	given: Pick<Service, 'id' | 'location_id' | 'title'> & Partial<Service>,
): Service {
	return {
		salon_service_id: given.id + 500_000,
		...blankService,
		...extras,
		booking_title: given.title,
		active: 1,
		...given,
	};
}

const category = (
	id: number,
	location_id: number,
	title: string,
	staff: number[] = [],
): ServiceCategory => ({
	...{ id, location_id, title, staff },
	...{ salon_service_id: id + 500_000, api_id: 0, weight: 0 },
});

export const defaultCategories: readonly ServiceCategory[] = [
	category(60101, 37532, 'Hair', [50101, 50102, 50103]),
	category(60102, 37532, 'Beard', [50101]),
	category(60103, 37532, 'Extras'),
	category(60201, 37540, 'Laser'),
	category(60202, 37540, 'Face'),
	category(60301, 41207, 'Массаж'),
	category(60401, 41990, 'Nägel'),
	category(60501, 45001, 'Private classes'),
];

/** Links with the same length for everybody. */
const by = (minutes: number, ...ids: number[]): ServiceLink[] =>
	ids.map((id) => ({ id, seance_length: minutes * 60, technological_card_id: null }));

/** The prices of a service, as the location shows them. */
const price = (price_min: number | string, price_max = price_min) => ({ price_min, price_max });

export const defaultServices: readonly Service[] = [
	makeService({
		...{ id: 70101, location_id: 37532, category_id: 60101, title: 'Haircut' },
		...price(40, 60),
		...{ duration: 2700, technical_break_duration: 300, weight: 10, api_id: 'CUT-1' },
		comment: 'Wash included',
		// A junior takes longer, and one uses up material by a card.
		staff: [
			{ id: 50101, seance_length: 2700, technological_card_id: 8801 },
			{ id: 50102, seance_length: 3600, technological_card_id: null },
			{ id: 50103, seance_length: 2700 },
			...by(45, 50104, 50105, 50106),
		],
		...{ booking_title: 'Classic haircut', prepaid: 'optional', step: 900 },
		image_group: { id: 9901, images: {} },
	}),
	makeService({
		...{ id: 70102, location_id: 37532, category_id: 60102, title: 'Beard Trim' },
		...price('25.00'),
		...{ duration: '1800', active: '1', api_id: 0 },
		staff: by(30, 50101, 50102, 50104),
	}),
	makeService({
		...{ id: 70103, location_id: 37532, category_id: 60102, title: 'Hot Towel Shave' },
		...price(35),
		...{ duration: 2400, discount: 10 },
		staff: by(40, 50101, 50107),
	}),
	makeService({
		...{ id: 70104, location_id: 37532, category_id: 60101, title: 'Kids’ Haircut' },
		...price(28),
		duration: 1800,
		staff: by(30, 50102, 50103, 50108),
	}),
	makeService({
		...{ id: 70105, location_id: 37532, category_id: 60101, title: 'Full Colour' },
		...price(90, 140),
		...{ duration: 7200, technical_break_duration: 900 },
		staff: by(120, 50103, 50109).map((link) => ({ ...link, technological_card_id: 8802 })),
	}),
	// Two services of one name: only ids tell them apart.
	makeService({
		...{ id: 70106, location_id: 37532, category_id: 60101, title: 'Head Massage' },
		...price(15),
		duration: 900,
		staff: by(15, 50105),
	}),
	makeService({
		...{ id: 70107, location_id: 37532, category_id: 60103, title: 'Head Massage' },
		...price(20),
		duration: 1200,
		staff: by(20, 50106),
	}),
	// Nobody provides it.
	makeService({
		...{ id: 70108, location_id: 37532, category_id: 60103, title: 'Wedding Styling' },
		...price(200),
		duration: 10_800,
	}),
	// Not bookable online.
	makeService({
		...{ id: 70109, location_id: 37532, category_id: 60103, title: 'Staff Training' },
		...price(0),
		...{ duration: 3600, active: '0' },
		staff: by(60, 50101, 50112),
	}),
	makeService({
		...{ id: 70201, location_id: 37540, category_id: 60201, title: 'Laser Hair Removal, Legs' },
		...price('120.00', '180.00'),
		...{ duration: 5400, technical_break_duration: 600 },
		staff: by(90, 50201, 50202),
		resources: [{ id: 4001, title: 'Laser' }],
	}),
	makeService({
		...{ id: 70202, location_id: 37540, category_id: 60202, title: 'Café au Lait Peeling' },
		...price(75),
		...{ duration: 3000, prepaid: 'required' },
		staff: by(50, 50201, 50203),
	}),
	makeService({
		...{ id: 70203, location_id: 37540, category_id: 60202, title: 'Consultation' },
		...price(0),
		duration: 900,
		staff: by(15, 50201, 50202, 50203),
	}),
	makeService({
		...{ id: 70301, location_id: 41207, category_id: 60301, title: 'Классический массаж' },
		...price(12_000),
		duration: 3600,
		staff: by(60, 50301, 50302),
	}),
	makeService({
		...{ id: 70302, location_id: 41207, category_id: 60301, title: 'Массаж спины' },
		...price(7_000),
		duration: 1800,
		staff: by(30, 50301, 50302),
	}),
	makeService({
		...{ id: 70401, location_id: 41990, category_id: 60401, title: 'Maniküre' },
		...price(32.5),
		duration: 2700,
		staff: by(45, 50401, 50402),
	}),
	makeService({
		...{ id: 70402, location_id: 41990, category_id: 60401, title: 'Pediküre' },
		...price(42.5),
		duration: 3600,
		staff: by(60, 50402),
	}),
	makeService({
		...{ id: 70501, location_id: 45001, category_id: 60501, title: 'Private Yoga' },
		...price(350),
		duration: 5400,
		staff: by(90, 50501, 50502),
	}),
];

/** `n` services of a location, the same ones at every call: ids from 800001 on, all with links and a card. */
export function manyServices(n: number, location_id = 37532): Service[] {
	return Array.from({ length: n }, (_, index) =>
		makeService({
			...{ id: 800_001 + index, location_id, category_id: 60101 },
			title: `Service ${String(index + 1).padStart(5, '0')}`,
			...price(10 + (index % 90)),
			duration: 1800,
			staff: by(30, 50101, 50102).map((link) => ({ ...link, technological_card_id: 8801 })),
		}),
	);
}

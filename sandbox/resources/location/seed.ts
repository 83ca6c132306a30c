import { cities, countries } from '../dictionary/seed';

/** A location as the sandbox stores it; the operations answer with parts of it. */
export interface Location {
	id: number;
	title: string;
	public_title: string;
	short_descr: string;
	logo: string;
	active: 0 | 1;
	phone: string;
	phones: string[];
	email: string;
	country_id: number;
	country: string;
	city_id: number;
	city: string;
	timezone: number;
	timezone_name: string;
	schedule: string;
	address: string;
	zip: string;
	social: Record<string, string>;
	site: string;
	coordinate_lat: number;
	coordinate_lon: number;
	description: string;
	business_type_id: number;
	currency_short_title: string;
	phone_confirmation: boolean;
	active_staff_count: number;
	group_priority: number;
}

/** A location with what only the sandbox knows about it. */
export interface LocationRecord {
	id: number;
	location: Location;
	/** Whether the user may see it with my=1, change it and delete it. */
	managed: boolean;
	deleted: boolean;
}

/** A location to start with. Without flags it is managed by the user and not deleted. */
export type SeedLocation = Location & { managed?: boolean; deleted?: boolean };

export const chains = [
	{ id: 9206, title: 'Lumen Skin Clinics', locationIds: [37540, 37551] },
	{ id: 9207, title: 'Harbour Yoga', locationIds: [45001, 45002] },
];

/** A complete location from its id, title and whatever else matters to the caller. */
export function makeLocation(
	given: Pick<SeedLocation, 'id' | 'title'> & Partial<SeedLocation>,
): SeedLocation {
	const place = cities.find(({ id }) => id === (given.city_id ?? 181)) ?? cities[0];
	const land = countries.find(({ id }) => id === (given.country_id ?? place.country_id));
	const phone = `+${land?.phone_code ?? '1'}5550${String(given.id).padStart(6, '0')}`;
	return {
		public_title: given.title,
		short_descr: 'Beauty salon',
		logo: '',
		active: 1,
		phone,
		phones: [phone],
		email: `location${given.id}@salon.example`,
		country_id: land?.id ?? 0,
		country: land?.full_title ?? '',
		city_id: place.id,
		city: place.title,
		timezone: place.timezone,
		timezone_name: place.timezone_name,
		schedule: 'Mon-Sat 10:00-20:00',
		address: `${given.id % 200} Main Street`,
		zip: String(10000 + (given.id % 89999)),
		social: { telegram: '', instagram: '', vk: '', facebook: '', viber: '', whatsapp: '' },
		site: '',
		coordinate_lat: place.lat,
		coordinate_lon: place.lon,
		description: '',
		business_type_id: 1,
		currency_short_title: land?.currency ?? '',
		phone_confirmation: true,
		active_staff_count: 3,
		group_priority: 0,
		...given,
	};
}

/** The default seed: eight managed locations (one inactive) and four of other owners. */
export const defaultLocations: readonly SeedLocation[] = [
	makeLocation({
		id: 37532,
		title: 'Willow Street Barbers',
		short_descr: 'Barbershop',
		business_type_id: 2,
		address: '787 Willow Street',
		zip: '11435',
		site: 'willow-barbers.example',
		description: 'Classic <strong>hot towel</strong> shaves',
	}),
	makeLocation({
		id: 37540,
		title: 'Lumen Skin Clinic',
		short_descr: 'Skin clinic',
		business_type_id: 11,
	}),
	makeLocation({
		id: 37551,
		title: 'Lumen Skin Clinic North',
		city_id: 182,
		short_descr: 'Skin clinic',
		business_type_id: 11,
	}),
	makeLocation({
		id: 41207,
		title: 'Студия «Лотос»',
		city_id: 250,
		address: 'пр. Абая, 10',
		business_type_id: 12,
		short_descr: 'Massage',
	}),
	makeLocation({
		id: 41990,
		title: 'Atelier Grün',
		city_id: 230,
		address: 'Torstraße 12',
		business_type_id: 3,
		short_descr: 'Nail studio',
	}),
	makeLocation({
		id: 42318,
		title: 'Bosphorus Dental',
		city_id: 290,
		business_type_id: 10,
		short_descr: 'Dental clinic',
		active: 0,
	}),
	makeLocation({
		id: 45001,
		title: 'Harbour Yoga',
		city_id: 310,
		business_type_id: 20,
		short_descr: 'Yoga studio',
	}),
	// The same title as its neighbour: only city and id tell them apart in a list.
	makeLocation({
		id: 45002,
		title: 'Harbour Yoga',
		city_id: 311,
		business_type_id: 20,
		short_descr: 'Yoga studio',
	}),
	makeLocation({
		id: 50010,
		title: 'The Corner Barber',
		city_id: 210,
		business_type_id: 2,
		managed: false,
	}),
	makeLocation({
		id: 50011,
		title: 'Batumi Beach Massage',
		city_id: 271,
		business_type_id: 12,
		managed: false,
	}),
	makeLocation({
		id: 50012,
		title: 'Rhein Fitness',
		city_id: 231,
		business_type_id: 21,
		managed: false,
	}),
	makeLocation({
		id: 50013,
		title: 'Lumen Lookalike',
		city_id: 181,
		business_type_id: 11,
		managed: false,
	}),
];

export function toRecord({
	managed = true,
	deleted = false,
	...location
}: SeedLocation): LocationRecord {
	return { id: location.id, location, managed, deleted };
}

/** `n` managed locations, the same ones at every call: ids from 100001 on, spread over all cities. */
export function manyLocations(n: number): SeedLocation[] {
	return Array.from({ length: n }, (_, index) =>
		makeLocation({
			id: 100001 + index,
			title: `Salon ${String(index + 1).padStart(5, '0')}`,
			city_id: cities[index % cities.length].id,
		}),
	);
}

import { invalidField, success } from '../../answers';
import type { Call, Handlers } from '../../handler';
import { businessGroups, cities, countries } from '../dictionary/seed';
import { existingLocation, managedLocation } from './rights';
import type { State } from '../../state';
import { chains, makeLocation, type Location, type LocationRecord } from './seed';

const typeToGroup = new Map(
	businessGroups.flatMap(({ id, types }) => types.map((type) => [type.id, id] as const)),
);

const chainsOf = (id: number) => chains.filter(({ locationIds }) => locationIds.includes(id));
const named = ({ id, title }: { id: number; title: string }) => ({ id, title });

function pick<K extends keyof Location>(location: Location, keys: readonly K[]): Pick<Location, K> {
	const picked = {} as Pick<Location, K>;
	for (const key of keys) picked[key] = location[key];
	return picked;
}

const coreKeys = [
	'id',
	'title',
	'short_descr',
	'country_id',
	'country',
	'city_id',
	'city',
	'timezone_name',
	'address',
	'coordinate_lat',
	'coordinate_lon',
	'phone_confirmation',
	'active_staff_count',
] as const;
const createdKeys = [
	...coreKeys,
	'logo',
	'active',
	'phone',
	'schedule',
	'currency_short_title',
] as const;
const listedKeys = [
	...createdKeys,
	'public_title',
	'phones',
	'email',
	'timezone',
	'group_priority',
	'description',
] as const;
const updatedKeys = [
	...coreKeys,
	'zip',
	'social',
	'site',
	'description',
	'business_type_id',
	'group_priority',
] as const;

/** Parts of a location that are added on request. */
function extras({ id, title, timezone }: Location, query: Call['query']) {
	const sign = timezone < 0 ? '-' : '+';
	const url = `https://n${id}.alteg.example/`;
	return {
		...(query.forBooking === 1 && {
			next_slot: `2026-12-01T10:00:00${sign}${String(Math.abs(timezone)).padStart(2, '0')}:00`,
		}),
		...(query.show_groups === 1 && {
			groups: Object.fromEntries(chainsOf(id).map((chain) => [chain.id, named(chain)])),
		}),
		...(query.showBookforms === 1 && {
			bookforms: [{ id, title: `${title} form`, is_default: 1, url }],
		}),
		...(query.bookform_id !== undefined && { online_sales_form_url: url }),
	};
}

/** The answer to an update: all of the location but its phones. */
function updatedView(location: Location) {
	const main = chainsOf(location.id)[0];
	return {
		...pick(location, updatedKeys),
		push_notification_phone_confirm: 1,
		main_group_id: main?.id ?? 0,
		main_group: main ? named(main) : [],
	};
}

const access = { settings_access: 1, clients_access: 1, users_access: 1, loyalty_access: 1 };

/** Takes over the fields of an update; ids win over names. Refuses ids that refer to nothing. */
function merge(location: Location, fields: Call['body']): void {
	const { country_id, country, city_id, city, business_type_id, phones, social, ...plain } = fields;
	const land = countries.find(({ id, title, full_title }) =>
		country_id === undefined ? [title, full_title].includes(country) : id === country_id,
	);
	const place = cities.find(({ id, title }) =>
		city_id === undefined ? title === city : id === city_id,
	);
	if (country_id !== undefined && !land) throw invalidField('country_id');
	if (city_id !== undefined && !place) throw invalidField('city_id');
	if (business_type_id !== undefined && !typeToGroup.has(business_type_id)) {
		throw invalidField('business_type_id');
	}

	Object.assign(location, plain);
	// A name the sandbox does not know is kept as text.
	if (country !== undefined) location.country = country;
	if (land) Object.assign(location, { country_id: land.id, country: land.full_title });
	if (city !== undefined) location.city = city;
	if (place) Object.assign(location, { city_id: place.id, city: place.title });
	if (business_type_id !== undefined) location.business_type_id = business_type_id;
	if (phones !== undefined) {
		// Altegio takes digits and shows numbers with a plus sign.
		location.phones = phones.map((digits: string) => `+${digits}`);
		location.phone = location.phones[0] ?? '';
	}
	location.social = { ...location.social, ...social };
}

const isIn = (location: Location, query: Call['query']) => {
	const { id, city_id, business_type_id, business_group_id, group_id, min_id = 0 } = query;
	return (
		[undefined, location.id].includes(id) &&
		[undefined, location.city_id].includes(city_id) &&
		[undefined, location.business_type_id].includes(business_type_id) &&
		[undefined, typeToGroup.get(location.business_type_id)].includes(business_group_id) &&
		(group_id === undefined || chainsOf(location.id).some((chain) => chain.id === group_id)) &&
		location.id >= min_id
	);
};

/** Sends the event of an update to whoever listens. */
export function tellOfLocation(state: State, { id, location }: LocationRecord, partner?: string) {
	const data = { ...updatedView(location), phones: location.phones };
	state.changed({ location: id, flag: 'salon', id, status: 'update', data, partner });
}

/** The operations of the resource. */
export const locationHandlers: Handlers = {
	get_location_list(state, { query }) {
		const { my, active, show_deleted, page = 1, count = 200 } = query;
		const { records } = state.locations.page(
			{ page, count: Math.min(count, 300) },
			({ location, managed, deleted }) =>
				(my !== 1 || managed) &&
				(show_deleted === 1 || !deleted) &&
				(active !== 1 || location.active === 1) &&
				isIn(location, query),
		);
		return success(
			records.map(({ location }) => ({
				...pick(location, listedKeys),
				...extras(location, query),
			})),
		);
	},

	get_location(state, { params, query }) {
		const { location, managed } = existingLocation(state, params.location_id);
		return success({
			...updatedView(location),
			phones: location.phones,
			payment_policy: { type: 'none' },
			...extras(location, query),
			...(query.my === 1 && managed && { access }),
		});
	},

	create_location(state, { body }) {
		const { coordinate_lot = 0, ...fields } = body;
		const id = state.locations.nextId();
		// Nothing is made up for fields that were not sent.
		const location: Location = {
			...makeLocation({ id, title: fields.title }),
			short_descr: '',
			address: '',
			zip: '',
			email: '',
			phone: '',
			phones: [],
			schedule: '',
			country_id: 0,
			country: '',
			city_id: 0,
			city: '',
			business_type_id: 0,
			coordinate_lat: 0,
			coordinate_lon: coordinate_lot,
		};
		merge(location, fields);
		state.locations.replace({ id, location, managed: true, deleted: false });
		return success(pick(location, createdKeys), 201);
	},

	update_location(state, { params, body, partner }) {
		const record = managedLocation(state, params.location_id);
		merge(record.location, body);
		state.locations.replace(record);
		tellOfLocation(state, record, partner);
		return success({ ...updatedView(record.location), access });
	},

	delete_location(state, { params }) {
		const record = managedLocation(state, params.location_id);
		state.locations.replace({ ...record, deleted: true });
		return { status: 202 };
	},

	get_groups: (state) =>
		success(
			chains
				.map((chain) => ({
					...named(chain),
					companies: chain.locationIds
						.flatMap(
							(id) => state.locations.find(id, ({ managed, deleted }) => managed && !deleted) ?? [],
						)
						.map(({ location }) => pick(location, listedKeys)),
					access,
				}))
				.filter(({ companies }) => companies.length > 0),
		),
};

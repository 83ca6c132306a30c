import { failure, legacyFailure, success, type Answer } from './answers';
import {
	businessGroups,
	chains,
	cities,
	countries,
	makeLocation,
	type Location,
	type SeedLocation,
} from './seed';

/** Everything a user of the sandbox may sign in with. None of it works anywhere else. */
export const credentials = {
	partnerToken: 'sandbox-partner-token',
	userToken: 'sandbox-user-token',
	login: 'owner@salon.example',
	password: 'sandbox-password',
	/** Another user, with the same password: this login is answered with a second factor instead of a token. */
	secondFactorLogin: 'careful@salon.example',
} as const;

/** A location with what only the sandbox knows about it. */
export interface LocationRecord {
	location: Location;
	/** Whether the user may see it with my=1, change it and delete it. */
	managed: boolean;
	deleted: boolean;
}

/** What the operations read and change. */
export class State {
	readonly locations = new Map<number, LocationRecord>();

	/** User tokens that are valid now. */
	readonly userTokens = new Set<string>([credentials.userToken]);

	private logins = 0;

	constructor(seed: readonly SeedLocation[]) {
		for (const { managed = true, deleted = false, ...location } of seed) {
			this.locations.set(location.id, { location: structuredClone(location), managed, deleted });
		}
	}

	/** A new user token, as POST /auth gives it. */
	openSession(): string {
		const token = `sandbox-session-${++this.logins}`;
		this.userTokens.add(token);
		return token;
	}
}

export interface Call {
	locationId: number;
	query: Record<string, string | string[]>;
	body: Record<string, unknown>;
}

type Handler = (state: State, call: Call) => Answer;

const notFound = () => legacyFailure(404, 'Not found');

const invalid = (field: string) =>
	failure(422, 'The given data was invalid.', { [field]: [`The selected ${field} is invalid.`] });

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
		...(query.forBooking === '1' && {
			next_slot: `2026-12-01T10:00:00${sign}${String(Math.abs(timezone)).padStart(2, '0')}:00`,
		}),
		...(query.show_groups === '1' && {
			groups: Object.fromEntries(chainsOf(id).map((chain) => [chain.id, named(chain)])),
		}),
		...(query.showBookforms === '1' && {
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

/** Takes over the fields of an update; ids win over names. Returns the name of a field that is wrong. */
function merge(location: Location, fields: Record<string, unknown>): string | undefined {
	const { country_id, country, city_id, city, business_type_id, phones, social, ...plain } = fields;
	const land = countries.find(({ id, title, full_title }) =>
		country_id === undefined ? [title, full_title].includes(country as string) : id === country_id,
	);
	const place = cities.find(({ id, title }) =>
		city_id === undefined ? title === city : id === city_id,
	);
	if (country_id !== undefined && !land) return 'country_id';
	if (city_id !== undefined && !place) return 'city_id';
	if (business_type_id !== undefined && !typeToGroup.has(business_type_id as number)) {
		return 'business_type_id';
	}

	Object.assign(location, plain);
	// A name the sandbox does not know is kept as text.
	if (typeof country === 'string') location.country = country;
	if (land) Object.assign(location, { country_id: land.id, country: land.full_title });
	if (typeof city === 'string') location.city = city;
	if (place) Object.assign(location, { city_id: place.id, city: place.title });
	if (business_type_id !== undefined) location.business_type_id = business_type_id as number;
	if (phones !== undefined) {
		// Altegio takes digits and shows numbers with a plus sign.
		location.phones = (phones as string[]).map((digits) => `+${digits}`);
		location.phone = location.phones[0] ?? '';
	}
	location.social = { ...location.social, ...(social as Record<string, string>) };
	return undefined;
}

/** The record of a location the user may change, or the answer that refuses it. */
function editable(state: State, id: number): LocationRecord | Answer {
	const record = state.locations.get(id);
	if (!record || record.deleted) return notFound();
	return record.managed ? record : failure(403, 'Access denied.');
}

const listLocations: Handler = (state, { query }) => {
	const number = (name: string) => (query[name] === undefined ? undefined : Number(query[name]));
	const equals = (name: string, value: number | undefined) =>
		query[name] === undefined || number(name) === value;
	const found = [...state.locations.values()]
		.filter(
			({ location, managed, deleted }) =>
				(query.my !== '1' || managed) &&
				(query.show_deleted === '1' || !deleted) &&
				(query.active !== '1' || location.active === 1) &&
				equals('id', location.id) &&
				equals('city_id', location.city_id) &&
				equals('business_type_id', location.business_type_id) &&
				equals('business_group_id', typeToGroup.get(location.business_type_id)) &&
				(query.group_id === undefined ||
					chainsOf(location.id).some(({ id }) => id === number('group_id'))) &&
				location.id >= (number('min_id') ?? 0),
		)
		.sort((a, b) => a.location.id - b.location.id);
	const count = Math.min(number('count') ?? 200, 300);
	const start = ((number('page') ?? 1) - 1) * count;
	return success(
		found
			.slice(start, start + count)
			.map(({ location }) => ({ ...pick(location, listedKeys), ...extras(location, query) })),
	);
};

const getLocation: Handler = (state, { locationId, query }) => {
	const record = state.locations.get(locationId);
	if (!record || record.deleted) return notFound();
	return success({
		...updatedView(record.location),
		phones: record.location.phones,
		payment_policy: { type: 'none' },
		...extras(record.location, query),
		...(query.my === '1' && record.managed && { access }),
	});
};

const createLocation: Handler = (state, { body }) => {
	const { coordinate_lot, ...fields } = body;
	const id = Math.max(0, ...state.locations.keys()) + 1;
	// Nothing is made up for fields that were not sent.
	const location = Object.assign(makeLocation({ id, title: '' }), {
		public_title: fields.title,
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
		coordinate_lon: (coordinate_lot as number) ?? 0,
	}) as Location;
	const wrong = merge(location, fields);
	if (wrong) return invalid(wrong);
	state.locations.set(id, { location, managed: true, deleted: false });
	return success(pick(location, createdKeys), 201);
};

const updateLocation: Handler = (state, { locationId, body }) => {
	const record = editable(state, locationId);
	if ('status' in record) return record;
	const wrong = merge(record.location, body);
	return wrong ? invalid(wrong) : success({ ...updatedView(record.location), access });
};

const deleteLocation: Handler = (state, { locationId }) => {
	const record = editable(state, locationId);
	if ('status' in record) return record;
	record.deleted = true;
	return { status: 202 };
};

const authorizeUser: Handler = (state, { body: { login, password } }) => {
	const known = login === credentials.login || login === credentials.secondFactorLogin;
	if (!known || password !== credentials.password) return failure(401, 'Wrong login or password.');
	if (login === credentials.secondFactorLogin) {
		return success({ uuid: '00000000-0000-4000-8000-000000000002' });
	}
	return success(
		{
			id: 123456,
			user_token: state.openSession(),
			name: 'Sandbox Owner',
			phone: '+15550100000',
			login,
			email: credentials.login,
			avatar: '',
			is_approved: true,
			is_email_confirmed: true,
		},
		201,
	);
};

const listCities: Handler = (state, { query }) => {
	const own = state.locations.get(Number(query.company_id))?.location.city_id;
	return success(
		cities
			.filter(
				({ id, country_id }) =>
					query.country_id === undefined || country_id === Number(query.country_id) || id === own,
			)
			.map(({ id, country_id, title }) => ({ id, country_id, title })),
	);
};

const listChains: Handler = (state) =>
	success(
		chains
			.map((chain) => ({
				...named(chain),
				companies: chain.locationIds.flatMap((id) => {
					const record = state.locations.get(id);
					return record?.managed && !record.deleted ? [pick(record.location, listedKeys)] : [];
				}),
				access,
			}))
			.filter(({ companies }) => companies.length > 0),
	);

/** The operations of the document by their operationId. */
export const operations: Record<string, Handler> = {
	get_location_list: listLocations,
	create_location: createLocation,
	get_location: getLocation,
	update_location: updateLocation,
	delete_location: deleteLocation,
	authorize_user: authorizeUser,
	get_countries: () => success(countries),
	get_cities: listCities,
	get_business_groups_with_types: () =>
		success(businessGroups, 200, { count: businessGroups.length }),
	get_groups: listChains,
};

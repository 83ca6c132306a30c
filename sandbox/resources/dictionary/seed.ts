const country = (
	id: number,
	title: string,
	full_title: string,
	iso_code: string,
	phone_code: string,
	currency: string,
) => ({
	id,
	title,
	full_title,
	iso_code,
	phone_code,
	phone_template: `+${phone_code} xxx-xxx-xxxx`,
	currency,
	lang_id: 2,
	group_type: 1,
});

export const countries = [
	country(7, 'USA', 'United States', 'US', '1', '$'),
	country(12, 'UK', 'United Kingdom', 'GB', '44', '£'),
	country(15, 'Germany', 'Germany', 'DE', '49', '€'),
	country(21, 'Kazakhstan', 'Kazakhstan', 'KZ', '7', '₸'),
	country(24, 'Georgia', 'Georgia', 'GE', '995', '₾'),
	country(30, 'Türkiye', 'Türkiye', 'TR', '90', '₺'),
	country(33, 'UAE', 'United Arab Emirates', 'AE', '971', 'AED'),
];

const city = (
	id: number,
	country_id: number,
	title: string,
	timezone: number,
	timezone_name: string,
	lat: number,
	lon: number,
) => ({ id, country_id, title, timezone, timezone_name, lat, lon });

/** More than GET /cities shows: `makeLocation` takes the time zone and coordinates from here. */
export const cities = [
	city(181, 7, 'New York', -5, 'America/New_York', 40.7128, -74.006),
	city(182, 7, 'Chicago', -6, 'America/Chicago', 41.8781, -87.6298),
	city(183, 7, 'Miami', -5, 'America/New_York', 25.7617, -80.1918),
	city(210, 12, 'London', 0, 'Europe/London', 51.5072, -0.1276),
	city(211, 12, 'Manchester', 0, 'Europe/London', 53.4808, -2.2426),
	city(230, 15, 'Berlin', 1, 'Europe/Berlin', 52.52, 13.405),
	city(231, 15, 'Köln', 1, 'Europe/Berlin', 50.9375, 6.9603),
	city(250, 21, 'Almaty', 5, 'Asia/Almaty', 43.222, 76.8512),
	city(251, 21, 'Astana', 5, 'Asia/Almaty', 51.1694, 71.4491),
	city(270, 24, 'Tbilisi', 4, 'Asia/Tbilisi', 41.7151, 44.8271),
	city(271, 24, 'Batumi', 4, 'Asia/Tbilisi', 41.6168, 41.6367),
	city(290, 30, 'Istanbul', 3, 'Europe/Istanbul', 41.0082, 28.9784),
	city(291, 30, 'Izmir', 3, 'Europe/Istanbul', 38.4237, 27.1428),
	city(310, 33, 'Dubai', 4, 'Asia/Dubai', 25.2048, 55.2708),
	city(311, 33, 'Abu Dhabi', 4, 'Asia/Dubai', 24.4539, 54.3773),
];

const businessGroup = (id: number, title: string, types: Record<number, string>) => ({
	id,
	title,
	types: Object.entries(types).map(([typeId, type]) => ({
		id: Number(typeId),
		title: type,
		business_group_id: id,
	})),
});

export const businessGroups = [
	businessGroup(1, 'Beauty', { 1: 'Beauty salon', 2: 'Barbershop', 3: 'Nail studio' }),
	businessGroup(2, 'Health', { 10: 'Dental clinic', 11: 'Skin clinic', 12: 'Massage' }),
	businessGroup(3, 'Sports', { 20: 'Yoga studio', 21: 'Fitness club' }),
];

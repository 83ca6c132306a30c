/** One field of a location, as a test gives it in the form and as it arrives. */
interface Sample {
	/** Name of the parameter. */
	name: string;
	/** Altegio's name. */
	api: string;
	/** What the user sees. */
	label: string;
	given: unknown;
	sent: unknown;
	/** What Blank Values set to Clear sends; without it, Altegio cannot empty the field. */
	cleared?: unknown;
}

export const NETWORKS = ['facebook', 'instagram', 'telegram', 'viber', 'vk', 'whatsapp'];
export const NO_NETWORKS = Object.fromEntries(NETWORKS.map((network) => [network, '']));

const text = (name: string, api: string, label: string, given: unknown, sent = given): Sample => ({
	...{ name, api, label, given, sent, cleared: '' },
});
const fixed = (
	name: string,
	api: string,
	label: string,
	given: unknown,
	sent: unknown,
): Sample => ({
	...{ name, api, label, given, sent },
});

/** Every field that Altegio documents for a location, written apart from the node. */
export const LOCATION_FIELDS: Sample[] = [
	text('address', 'address', 'Address', '787 Jackson Drive'),
	fixed('businessTypeId', 'business_type_id', 'Business Type Name or ID', '11', 11),
	text('city', 'city', 'City', 'Miami'),
	fixed('cityId', 'city_id', 'City Name or ID', 183, 183),
	text('country', 'country', 'Country', 'United States'),
	fixed('countryId', 'country_id', 'Country Name or ID', ' 7 ', 7),
	text('description', 'description', 'Description', ' The <strong>best</strong>\n'),
	fixed('coordinateLat', 'coordinate_lat', 'Latitude', '25.7617', 25.7617),
	fixed('coordinateLon', 'coordinate_lon', 'Longitude', -80.1918, -80.1918),
	{
		...{ name: 'phones', api: 'phones', label: 'Phones', cleared: [] },
		given: ['+1 (212) 535-77-10', '12125357711'],
		sent: ['12125357710', '12125357711'],
	},
	text('shortDescr', 'short_descr', 'Short Description', 'Beauty studio'),
	{
		...{ name: 'social', api: 'social', label: 'Social Networks', cleared: NO_NETWORKS },
		given: { links: { instagram: 'instagram.com/x', facebook: '', viber: '+1 212' } },
		sent: { instagram: 'instagram.com/x', viber: '+1 212' },
	},
	fixed('title', 'title', 'Title', 'La Visage', 'La Visage'),
	text('site', 'site', 'Website', 'https://example.com'),
	text('zip', 'zip', 'ZIP Code', 33101, '33101'),
];

/** All fields at once: in the form, and in the body of the request. */
export const ALL_GIVEN = Object.fromEntries(
	LOCATION_FIELDS.map(({ name, given }) => [name, given]),
);
export const ALL_SENT = Object.fromEntries(LOCATION_FIELDS.map(({ api, sent }) => [api, sent]));

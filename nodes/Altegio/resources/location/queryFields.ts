import { flag, lookup, toGivenId, type Field } from '../../kit/fields';
import { fields } from './fields';

/** What the answer about a location, or about each of a list, can hold in addition. */
export const includes = {
	bookingForms: flag('showBookforms', {
		displayName: 'Include Booking Forms',
		name: 'includeBookingForms',
		description: 'Whether to add the online booking forms',
	}),
	chains: flag('show_groups', {
		displayName: 'Include Chains',
		name: 'includeChains',
		description: 'Whether to add the chains that the location belongs to',
	}),
	nextSlot: flag('forBooking', {
		displayName: 'Include Next Free Slot',
		name: 'includeNextSlot',
		description: 'Whether to add the date and time of the next free appointment',
	}),
} satisfies Record<string, Field>;

/** What only the answer about one location can hold. */
export const singleIncludes = {
	bookingFormId: {
		api: 'bookform_id',
		convert: toGivenId,
		property: {
			displayName: 'Booking Form ID',
			name: 'bookingFormId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 19203',
			description: 'Adds the address of this online booking form',
		},
	},
	access: flag('my', {
		displayName: 'Include Access Rights',
		name: 'includeAccess',
		description: 'Whether to add what the user may do in the location',
	}),
} satisfies Record<string, Field>;

/** What restricts the list of locations. */
export const filters = {
	businessGroupId: lookup('business_group_id', toGivenId, {
		displayName: 'Business Group Name or ID',
		name: 'businessGroupId',
		loadOptionsMethod: 'getBusinessGroups',
	}),
	businessTypeId: { ...fields.businessTypeId, convert: toGivenId },
	chainId: lookup('group_id', toGivenId, {
		displayName: 'Chain Name or ID',
		name: 'chainId',
		loadOptionsMethod: 'getChains',
	}),
	cityId: lookup('city_id', toGivenId, {
		displayName: 'City Name or ID',
		name: 'cityId',
		loadOptionsMethod: 'getCities',
	}),
	hideGroupBooking: flag('hide_record_type_activity', {
		displayName: 'Hide Group Booking',
		name: 'hideGroupBooking',
		description: 'Whether to leave out locations that take group bookings only',
	}),
	hideIndividualBooking: flag('hide_record_type_single', {
		displayName: 'Hide Individual Booking',
		name: 'hideIndividualBooking',
		description: 'Whether to leave out locations that take individual bookings only',
	}),
	hideMixedBooking: flag('hide_record_type_mixed', {
		displayName: 'Hide Mixed Booking',
		name: 'hideMixedBooking',
		description: 'Whether to leave out locations that take both kinds of bookings',
	}),
	includeDeleted: flag('show_deleted', {
		displayName: 'Include Deleted',
		name: 'includeDeleted',
		description: 'Whether to return deleted locations too',
	}),
	locationId: {
		api: 'id',
		convert: toGivenId,
		property: {
			displayName: 'Location ID',
			name: 'locationId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 37532',
			description: 'Only the location with this ID',
		},
	},
	minId: {
		api: 'min_id',
		convert: toGivenId,
		property: {
			displayName: 'Minimum ID',
			name: 'minId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1000',
			description: 'Only locations whose ID is this one or higher',
		},
	},
	onlyActive: flag('active', {
		displayName: 'Only Active',
		name: 'onlyActive',
		description: 'Whether to return only locations with a valid licence and open booking',
	}),
	onlyManaged: flag('my', {
		displayName: 'Only Managed by Me',
		name: 'onlyManaged',
		description:
			'Whether to return only locations that the user of the credential manages. Otherwise Altegio lists every public location in the world.',
	}),
} satisfies Record<string, Field>;

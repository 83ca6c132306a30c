import {
	InvalidValue,
	butIs,
	plain,
	textOf,
	toBoolean,
	toEmail,
	toNumber,
	toText,
} from '../../core/values';
import { toCustomFields } from '../../kit/customFields';
import { clearable, fieldLabelOf, notClearable, type Field } from '../../kit/fields';
import { toIdOrNameList } from '../../kit/names';
import { attendanceOf, toStatus } from './status';

/**
 * Colors of Altegio's calendar with their values (altegio-api-appointments.md 4.2). Any other value would be stored as
 * none, and Altegio would say nothing about it.
 */
const COLORS: Record<string, string> = {
	amber: 'ffc107',
	black: '000000',
	blue: '2196f3',
	'blue grey': '607d8b',
	brown: '795548',
	cyan: '00bcd4',
	'deep orange': 'ff5722',
	'deep purple': '673ab7',
	green: '4caf50',
	grey: '9e9e9e',
	indigo: '3f51b5',
	'light blue': '03a9f4',
	'light green': '8bc34a',
	lime: 'cddc39',
	none: '',
	orange: 'ff9800',
	pink: 'e91e63',
	purple: '9c27b0',
	red: 'f44336',
	teal: '009688',
	yellow: 'ffeb3b',
};

function toColor(value: unknown): string {
	const text = plain(textOf(value)).toLowerCase().replace(/^#/, '');
	const color = COLORS[text.replace(/[\s_-]+/g, ' ')];
	if (color !== undefined) return color;
	if (text && Object.values(COLORS).includes(text)) return text;
	const names = Object.keys(COLORS).join(', ');
	throw new InvalidValue(`must be a color of Altegio's calendar (${names}), ${butIs(value)}`);
}

const MAX_HOURS = 24 * 90;
const toHours = notClearable(toNumber({ min: 0, max: MAX_HOURS, integer: true }));
const toMinutes = toNumber({ min: 5, max: 1440, integer: true });

/** Minutes of the form as Altegio's seconds. Throws InvalidValue. */
export const toLength = notClearable((value) => toMinutes(value) * 60);

/** The fields of an appointment. Labels are read as ids or names, and custom fields by code or title: both are looked up. */
export const fields = {
	clientEmail: {
		api: 'email',
		convert: notClearable(toEmail),
		property: {
			displayName: 'Client Email',
			name: 'clientEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
			description: 'Email address of the client. Altegio may put it on the card of the client.',
		},
	},
	clientName: {
		api: 'name',
		convert: notClearable(toText),
		property: {
			displayName: 'Client Name',
			name: 'clientName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada Winters',
			description: 'Name of the client. Altegio may put it on the card of the client.',
		},
	},
	color: {
		api: 'custom_color',
		convert: notClearable(toColor),
		property: {
			displayName: 'Color',
			name: 'color',
			type: 'options',
			options: [
				{ name: 'Amber', value: 'ffc107' },
				{ name: 'Black', value: '000000' },
				{ name: 'Blue', value: '2196f3' },
				{ name: 'Blue Grey', value: '607d8b' },
				{ name: 'Brown', value: '795548' },
				{ name: 'Cyan', value: '00bcd4' },
				{ name: 'Deep Orange', value: 'ff5722' },
				{ name: 'Deep Purple', value: '673ab7' },
				{ name: 'Green', value: '4caf50' },
				{ name: 'Grey', value: '9e9e9e' },
				{ name: 'Indigo', value: '3f51b5' },
				{ name: 'Light Blue', value: '03a9f4' },
				{ name: 'Light Green', value: '8bc34a' },
				{ name: 'Lime', value: 'cddc39' },
				{ name: 'None', value: 'none' },
				{ name: 'Orange', value: 'ff9800' },
				{ name: 'Pink', value: 'e91e63' },
				{ name: 'Purple', value: '9c27b0' },
				{ name: 'Red', value: 'f44336' },
				{ name: 'Teal', value: '009688' },
				{ name: 'Yellow', value: 'ffeb3b' },
			],
			default: '4caf50',
			description: 'Color in the calendar of Altegio, which has these and no others',
		},
	},
	comment: {
		api: 'comment',
		convert: clearable(toText, ''),
		property: {
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Prefers a quiet seat',
			description: 'Note that the staff sees with the appointment',
		},
	},
	customFields: {
		api: 'custom_fields',
		convert: toCustomFields,
		property: {
			displayName: 'Custom Fields',
			name: 'customFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Custom Field',
			default: {},
			description: 'Fields that the business added to its appointments',
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						{
							displayName: 'Field Name or ID',
							name: 'code',
							type: 'options',
							typeOptions: {
								loadOptionsMethod: 'getAppointmentCustomFields',
								loadOptionsDependsOn: ['locationId.value'],
							},
							default: '',
							description:
								'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. Room 2',
							description: 'Value of the field. For a date, YYYY-MM-DD.',
						},
					],
				},
			],
		},
	},
	duration: {
		api: 'seance_length',
		convert: toLength,
		property: {
			displayName: 'Duration (Minutes)',
			name: 'duration',
			type: 'number',
			typeOptions: { minValue: 5 },
			default: 60,
			description:
				'Minutes that the appointment takes, breaks included. Left out, a new one takes as long as its services, and one that is there keeps its length unless its services change.',
		},
	},
	emailReminderHours: {
		api: 'email_remain_hours',
		convert: toHours,
		property: {
			displayName: 'Email Reminder (Hours Before)',
			name: 'emailReminderHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 24,
			description:
				'Hours before the start at which the client is reminded by email. 0 means never.',
		},
	},
	externalId: {
		api: 'api_id',
		convert: notClearable(toText),
		property: {
			displayName: 'External ID',
			name: 'externalId',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-1042',
			description: 'ID of the appointment in another system. On one day it is booked once only.',
		},
	},
	labels: {
		api: 'record_labels',
		convert: clearable(toIdOrNameList, []),
		property: {
			displayName: 'Label Names or IDs',
			name: 'labelIds',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getAppointmentLabels',
				loadOptionsDependsOn: ['locationId.value'],
			},
			default: [],
			description:
				'Labels of the appointment, in place of those that it has. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	},
	sendSms: {
		api: 'send_sms',
		convert: notClearable(toBoolean),
		property: {
			displayName: 'Send SMS',
			name: 'sendSms',
			type: 'boolean',
			default: false,
			description: 'Whether the client gets an SMS about it at once',
		},
	},
	smsReminderHours: {
		api: 'sms_remain_hours',
		convert: toHours,
		property: {
			displayName: 'SMS Reminder (Hours Before)',
			name: 'smsReminderHours',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 24,
			description: 'Hours before the start at which the client is reminded by SMS. 0 means never.',
		},
	},
	status: {
		api: 'attendance',
		convert: notClearable((value) => attendanceOf(toStatus(value))),
		property: {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Arrived', value: 'arrived', description: 'The client came' },
				{ name: 'Confirmed', value: 'confirmed', description: 'The client will come' },
				{ name: 'No-Show', value: 'noShow', description: 'The client did not come' },
				{ name: 'Waiting', value: 'waiting', description: 'The client has not answered yet' },
			],
			default: 'waiting',
			description: 'Status of the appointment',
		},
	},
} satisfies Record<string, Field>;

/** What an appointment can be given when it is made, and later. */
export const DETAILS: readonly Field[] = [
	fields.color,
	fields.comment,
	fields.customFields,
	fields.duration,
	fields.emailReminderHours,
	fields.externalId,
	fields.labels,
];

/** What the form calls fields that it shows in another way. */
const OTHER_LABELS: Record<string, string> = {
	activity_id: 'Group Event',
	client: 'Client',
	datetime: 'Start',
	date: 'Start',
	phone: 'Client Phone',
	services: 'Service Names or IDs',
	staff_id: 'Team Member',
	technical_break_duration: 'Technical Break',
	visit_attendance: 'Status',
};

const fieldLabel = fieldLabelOf(Object.values(fields));

/** The name that the user sees for a field of Altegio's: "client.phone" is that of the phone. */
export function labelOf(api: string): string {
	const name = api.replace(/^client\.(?=\w)/, '').replace(/^services\..*/, 'services');
	return OTHER_LABELS[name] ?? fieldLabel(name);
}

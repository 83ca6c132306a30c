/** A team member as the sandbox stores and shows it. Flags are numbers or texts, as Altegio gives them. */
export interface TeamMember {
	id: number;
	api_id: string | null;
	name: string;
	company_id: number;
	specialization: string;
	/** An empty list where there is none. */
	position: object;
	position_id: number | null;
	weight: number | string;
	show_rating: number | string;
	rating: number | string;
	votes_count: number;
	comments_count: number;
	avatar: string;
	information: string;
	hidden: 0 | 1 | '0' | '1';
	/** 1 for somebody who was dismissed. */
	fired: 0 | 1 | '0' | '1';
	/** 1 for somebody who was removed. */
	status: 0 | 1 | '0' | '1';
	/** Whether clients may book online with this team member. */
	bookable: boolean;
	schedule_till: string;
	user_id: number | null;
	has_access_timetable: boolean;
	image_group: object;
}

/** Hours from one time to another: "10:00" to "13:00". */
export interface Slot {
	from: string;
	to: string;
}

export interface BusyInterval {
	date: string;
	entity_type: 'record' | 'activity';
	entity_id: number;
	/** With seconds: "11:00:00". */
	from: string;
	to: string;
}

/** When a team member works. */
export interface Schedule {
	/** Of the team member. */
	id: number;
	location_id: number;
	/** Hours of each day of the week, from 1 for Monday to 7 for Sunday; a break lies between two. */
	week: Record<number, Slot[]>;
	/** Single dates that differ. */
	days: Record<string, { slots: Slot[]; off_day_type?: number }>;
	busy: BusyInterval[];
}

/** The hours of a date; undefined if it is no working day. */
export function hoursOn({ week, days }: Schedule, date: string): Slot[] | undefined {
	return days[date]?.slots ?? week[new Date(`${date}T00:00:00Z`).getUTCDay() || 7];
}

/** A complete team member from id, location, name and whatever else matters to the caller. */
export function makeTeamMember(
	given: Pick<TeamMember, 'id' | 'company_id' | 'name'> & Partial<TeamMember>,
): TeamMember {
	return {
		api_id: null,
		specialization: 'Barber',
		position: [],
		position_id: null,
		weight: 0,
		show_rating: '1',
		rating: '4.8',
		votes_count: 12,
		comments_count: 3,
		avatar: '',
		information: '',
		hidden: 0,
		fired: 0,
		status: 0,
		bookable: true,
		schedule_till: '2027-12-31',
		user_id: null,
		has_access_timetable: true,
		image_group: [],
		...given,
	};
}

const senior = { position: { id: 301, title: 'Senior' }, position_id: 301 };

export const defaultTeamMembers: readonly TeamMember[] = [
	...[
		{ id: 50101, name: 'Anna Winter', ...senior, hidden: '0', fired: '0', status: '0' } as const,
		{ id: 50102, name: 'Ben Okoro', fired: '0', weight: '7' } as const,
		{ id: 50103, name: 'Chloé Martin', specialization: 'Colourist' },
		{ id: 50104, name: 'Dmitri Volkov' },
		{ id: 50105, name: 'Elif Kaya' },
		{ id: 50106, name: 'Felix Brandt' },
		{ id: 50107, name: 'Grace Lin', specialization: 'Shave master' },
		{ id: 50108, name: 'Hugo Reyes' },
		{ id: 50109, name: 'Iris Novak', specialization: 'Colourist' },
		// Two people of one name.
		{ id: 50110, name: 'Jo Park' },
		{ id: 50111, name: 'Jo Park', specialization: 'Apprentice' },
		{ id: 50112, name: 'Kim Larsen', specialization: 'Trainer', hidden: '1' } as const,
		{ id: 50113, name: 'Leo Conti', bookable: false },
		{ id: 50114, name: 'Mia Fischer', fired: '1', bookable: false } as const,
	].map((one) => makeTeamMember({ company_id: 37532, ...one })),
	...[
		{ id: 50201, name: 'Dr. Nora Berg', specialization: 'Dermatologist', ...senior },
		{ id: 50202, name: 'Omar Haddad', specialization: 'Laser therapist' },
		{ id: 50203, name: 'Priya Nair', specialization: 'Cosmetologist' },
		{ id: 50204, name: 'Quinn Adler', specialization: 'Receptionist', bookable: false },
	].map((one) => makeTeamMember({ company_id: 37540, ...one })),
	...[
		{ id: 50301, name: 'Алия Сериккызы' },
		{ id: 50302, name: 'Ольга Ветрова' },
	].map((one) => makeTeamMember({ company_id: 41207, specialization: 'Массажист', ...one })),
	...[
		{ id: 50401, name: 'Jürgen Vogt' },
		{ id: 50402, name: 'Sabine Grün' },
	].map((one) => makeTeamMember({ company_id: 41990, specialization: 'Nageldesign', ...one })),
	...[
		{ id: 50501, name: 'Layla Aziz' },
		{ id: 50502, name: 'Tom Sailor' },
	].map((one) => makeTeamMember({ company_id: 45001, specialization: 'Yoga teacher', ...one })),
];

/** Hours of a day with a break from 13:00 to 14:00. */
const withBreak = (from: string, to: string): Slot[] => [
	{ from, to: '13:00' },
	{ from: '14:00', to },
];

/** The same hours on several days of the week. */
const on = (days: number[], slots: Slot[]) => Object.fromEntries(days.map((day) => [day, slots]));

const weeks = {
	early: { ...on([1, 2, 3, 4, 5], withBreak('09:00', '17:00')) },
	late: { ...on([2, 3, 4, 5], withBreak('11:00', '20:00')), 6: [{ from: '10:00', to: '16:00' }] },
	// Until midnight, and on Sundays, when the clocks change.
	weekend: { ...on([5, 6], [{ from: '16:00', to: '24:00' }]), 7: [{ from: '00:00', to: '08:00' }] },
};

/** A day off and some busy hours in the week from 30 November 2026. */
const annasWeek: Pick<Schedule, 'days' | 'busy'> = {
	days: {
		'2026-12-02': { slots: [], off_day_type: 1 },
		'2026-12-05': { slots: [{ from: '10:00', to: '12:00' }] },
	},
	busy: [
		{
			date: '2026-12-01',
			entity_type: 'record',
			entity_id: 90101,
			from: '10:00:00',
			to: '10:45:00',
		},
		{
			date: '2026-12-01',
			entity_type: 'activity',
			entity_id: 90102,
			from: '15:00:00',
			to: '16:00:00',
		},
	],
};

/** Whoever was not dismissed works, from Monday, from Tuesday, or at the weekend. */
export const defaultSchedules: readonly Schedule[] = defaultTeamMembers
	.filter(({ fired, has_access_timetable }) => Number(fired) === 0 && has_access_timetable)
	.map(({ id, company_id }) => ({
		id,
		location_id: company_id,
		week: id % 10 === 5 ? weeks.weekend : id % 2 === 0 ? weeks.late : weeks.early,
		...(id === 50101 ? annasWeek : { days: {}, busy: [] }),
	}));

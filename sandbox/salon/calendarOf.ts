import { usualRules } from '../resources/availability/seed';
import { hoursOn } from '../resources/teamMember/seed';
import type { State } from '../state';
import { startOf, type Calendar, type CalendarAppointment } from './calendar';

/** The calendar of a location as it is now. Refuses the request with 404 if there is no such location. */
export function calendarOf(state: State, locationId: number): Calendar {
	const { deleted, location } = state.locations.get(locationId);
	const { stepMinutes, ...online } = state.onlineRules.find(locationId) ?? usualRules;
	const services = state.services.list(({ location_id }) => location_id === locationId);
	const schedules = state.schedules.list(({ location_id }) => location_id === locationId);
	const members = state.teamMembers.list(
		({ company_id, fired }) => company_id === locationId && Number(fired) === 0,
	);
	return {
		timeZone: location.timezone_name,
		now: state.now(),
		stepMinutes,
		online: { ...online, isOn: online.isOn && !deleted },
		members: members.map(({ id, bookable, hidden }) => {
			const schedule = schedules.find((one) => one.id === id);
			return {
				id,
				bookable: bookable && Number(hidden) === 0,
				hoursOn: (date) => (schedule && hoursOn(schedule, date)) ?? [],
				lengths: new Map(
					services.flatMap((service) =>
						service.staff
							.filter((link) => link.id === id)
							.map((link): [number, number] => [service.id, link.seance_length]),
					),
				),
			};
		}),
		services: services.map(({ id, active, resources }) => ({
			id,
			bookable: Number(active) === 1,
			resourceId: (resources as Array<{ id: number }>)[0]?.id,
		})),
		// There is one of each.
		resources: new Map(
			services.flatMap(({ resources }) =>
				(resources as Array<{ id: number }>).map(({ id }): [number, number] => [id, 1]),
			),
		),
		appointments: [
			...appointmentsOf(state, locationId),
			...schedules.flatMap(({ id, busy }) =>
				busy.map((interval): CalendarAppointment => {
					const [start, end] = [interval.from, interval.to].map((time) =>
						startOf({ timeZone: location.timezone_name }, `${interval.date}T${time}`),
					);
					return {
						id: interval.entity_id,
						teamMemberId: id,
						date: `${interval.date} ${interval.from}`,
						length: (end - start) / 1000,
						serviceIds: [],
					};
				}),
			),
		],
	};
}

function appointmentsOf(state: State, locationId: number): CalendarAppointment[] {
	return state.appointments
		.list(({ company_id, deleted }) => company_id === locationId && !deleted)
		.map(({ id, staff_id, date, seance_length, services }) => ({
			...{ id, date },
			teamMemberId: staff_id,
			length: seance_length,
			serviceIds: services.map((line) => line.id),
		}));
}

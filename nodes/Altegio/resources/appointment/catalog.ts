import type { IdOrName } from '../../kit/names';
import { apiError } from '../../transport/errors';
import { serviceIds, serviceLocator } from '../service/locator';
import { listServices, secondsFor } from '../service/lookups';
import { listTeamMembers } from '../teamMember/lookups';
import type { Place } from './lookup';

/** Where names are looked up: names are not known before the item's turn comes. */
type Where = Pick<Place, 'api' | 'locationId'>;

/** The ids of services that are given by ids or names. */
export async function serviceIdsOf(
	{ api, locationId }: Where,
	given: IdOrName[],
): Promise<number[]> {
	return await serviceLocator.idsOf(api, locationId, serviceIds.displayName, given);
}

/**
 * Seconds that a team member needs for services: from the links between them, else from the services. Undefined if
 * Altegio does not say it.
 *
 * @throws NodeApiError for a service that the team member does not offer, as far as Altegio shows it
 */
export async function lengthOf(
	place: Place,
	ids: number[],
	teamMemberId: number,
): Promise<number | undefined> {
	const { api, item, locationId } = place;
	const all = ids.length > 0 ? await listServices(api, locationId) : [];
	const services = all.filter(({ id }) => ids.includes(id));
	for (const { id, staff, title } of services) {
		if (staff && !staff.some((link) => link.id === teamMemberId)) {
			const who = await nameOf(place, teamMemberId);
			throw apiError(item, {
				message: `${who} does not offer ${title} (${id}), so nothing was booked. Choose another 'Team Member', or link the service to this one in Altegio.`,
			});
		}
	}
	return services.length < ids.length ? undefined : secondsFor(services, teamMemberId);
}

/** A team member for a message: "Anna Winter (50101)". */
export async function nameOf({ api, locationId }: Where, teamMemberId: number): Promise<string> {
	const all = await listTeamMembers(api, locationId).catch(() => []);
	const name = all.find(({ id }) => id === teamMemberId)?.name;
	return name ? `${name} (${teamMemberId})` : `Team member ${teamMemberId}`;
}

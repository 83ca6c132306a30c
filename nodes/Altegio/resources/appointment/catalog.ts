import type { IdOrName } from '../../kit/names';
import { apiError } from '../../transport/errors';
import { serviceLocator } from '../service/locator';
import { listServices } from '../service/lookups';
import { listTeamMembers } from '../teamMember/lookups';
import type { Place } from './lookup';
import { serviceIds } from './who';

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
	const services = ids.length > 0 ? await listServices(api, locationId) : [];
	const lengths: number[] = [];
	for (const serviceId of ids) {
		const service = services.find(({ id }) => id === serviceId);
		const link = service?.staff?.find(({ id }) => id === teamMemberId);
		if (service?.staff && !link) {
			const who = await nameOf(place, teamMemberId);
			throw apiError(item, {
				message: `${who} does not offer ${service.title} (${serviceId}), so nothing was booked. Choose another 'Team Member', or link the service to this one in Altegio.`,
			});
		}
		lengths.push(Number(link?.seance_length ?? service?.duration ?? 0));
	}
	const isKnown = lengths.length > 0 && lengths.every((length) => length > 0);
	return isKnown ? lengths.reduce((sum, length) => sum + length) : undefined;
}

/** A team member for a message: "Anna Winter (50101)". */
export async function nameOf({ api, locationId }: Where, teamMemberId: number): Promise<string> {
	const all = await listTeamMembers(api, locationId).catch(() => []);
	const name = all.find(({ id }) => id === teamMemberId)?.name;
	return name ? `${name} (${teamMemberId})` : `Team member ${teamMemberId}`;
}

import type { Api } from '../../transport/operation';
import { listServices, secondsFor } from '../service/lookups';
import { namedTeamMembers } from '../teamMember/lookups';
import type { Member, Question } from './slots';

/** Who offers services, and how long each needs for them. */
export interface Offering {
	/** Those of the chosen members, or of all, who offer every service. */
	members: Member[];
	/** Undefined where Altegio does not say it. */
	secondsOf(member: Member): number | undefined;
}

/**
 * Finds who offers services by the links between services and team members, which also carry the length. Where Altegio
 * does not show the links, everybody may.
 *
 * @throws NodeApiError where Altegio cannot be read
 */
export async function findOffering(api: Api, question: Question): Promise<Offering> {
	const { locationId, serviceIds, teamMemberIds } = question;
	const services = (await listServices(api, locationId)).filter(({ id }) =>
		serviceIds.includes(id),
	);
	const offers = (id: number) =>
		services.every(({ staff }) => staff === undefined || staff.some((link) => link.id === id));
	const secondsOf = ({ id }: Member) => secondsFor(services, id);
	if (services.length < serviceIds.length) return { members: [], secondsOf };
	const team = await namedTeamMembers(api, locationId);
	return {
		members: team
			.filter(({ id }) => teamMemberIds.length === 0 || teamMemberIds.includes(id))
			.filter(({ id }) => offers(id))
			.map(({ id, title }) => ({ id, name: title })),
		secondsOf,
	};
}

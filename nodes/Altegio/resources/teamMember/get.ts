import { path } from '../../core/path';
import { readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { objectIn } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { teamMemberLocator } from './locator';
import { toTeamMember } from './lookups';
import { simplifyTeamMember } from './output';

/** `GET /staff/{location_id}/{team_member_id}`. */
export const get: Operation = {
	properties: [locationLocator, teamMemberLocator.property, simplify],
	prepare(item) {
		const locationId = readLocationId(item);
		const given = teamMemberLocator.read(item);
		const isSimple = readSimplify(item);
		return async (api) => {
			const id = await teamMemberLocator.idOf(api, locationId, given);
			const response = await api.send({ method: 'GET', path: path`/staff/${locationId}/${id}` });
			const member = toTeamMember(objectIn(api, response, `team member ${id}`, id));
			return isSimple ? simplifyTeamMember(member) : member;
		};
	},
};

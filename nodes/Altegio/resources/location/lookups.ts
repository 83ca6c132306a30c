import { createHash } from 'node:crypto';

import { path } from '../../core/path';
import { RecentMap } from '../../core/recentMap';
import { isTimeZone } from '../../kit/localTime';
import { objectIn } from '../../kit/read';
import { apiError } from '../../transport/errors';
import type { Api } from '../../transport/operation';
import { accountOf } from '../../transport/send';

/** A salon hardly ever changes its time zone, and every operation with a time needs it. */
const KEPT_MS = 60 * 60 * 1000;

/** About 200 bytes each. */
const MAX_KEPT = 2_000;

const kept = new RecentMap<string>(KEPT_MS, MAX_KEPT);

/**
 * The name of a location's time zone, such as "Europe/Vienna": `timezone_name` of `GET /company/{location_id}`. Read
 * once in an hour and process for each account, because the rights of accounts differ.
 *
 * @throws NodeApiError for a location that has none
 */
export async function timeZoneOf(api: Api, locationId: number): Promise<string> {
	const account = accountOf(await api.caller.getCredentials());
	// No token or password stays in memory because of this.
	const key = createHash('sha256').update(`${locationId} ${account}`).digest('base64');
	const known = kept.get(key);
	if (known !== undefined) return known;

	return await api.once(`time zone ${locationId}`, async () => {
		const response = await api.send({ method: 'GET', path: path`/company/${locationId}` });
		const zone = objectIn(api, response, `location ${locationId}`, locationId).timezone_name;
		if (!isTimeZone(zone)) throw noTimeZone(api, locationId);
		kept.set(key, zone);
		return zone;
	});
}

function noTimeZone({ caller }: Api, locationId: number): Error {
	return apiError(caller, {
		message: `Location ${locationId} has no time zone in Altegio, so times there cannot be told. Set it in Altegio under Settings, then ${caller.retryWords}.`,
		description: 'The time zone is part of the settings of the location.',
	});
}

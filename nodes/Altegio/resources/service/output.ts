import type { IDataObject } from 'n8n-workflow';

import { pick } from '../../kit/simplify';

const FIRST_FIELDS = ['id', 'title', 'category_id', 'price_min', 'price_max'];
const LAST_FIELDS = ['discount', 'active', 'comment', 'staff'];

/** A service with its most useful fields only. Minutes in place of seconds: that is what the form takes. */
export function simplifyService(service: IDataObject): IDataObject {
	const seconds = Number(service.duration ?? NaN);
	return {
		...pick(service, FIRST_FIELDS),
		...(!Number.isNaN(seconds) && { duration_minutes: seconds / 60 }),
		...pick(service, LAST_FIELDS),
	};
}

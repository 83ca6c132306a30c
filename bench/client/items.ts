import type { IDataObject } from 'n8n-workflow';

import type { RunTask } from './task';

/** What a row of the user's sheet holds: a location and three new values for it. */
export function rows({ items, firstId }: RunTask): IDataObject[] {
	return Array.from({ length: items }, (_, index) => ({
		id: firstId + index,
		address: `${index} Main Street`,
		zip: String(10000 + (index % 89999)),
		short_descr: 'Beauty studio',
	}));
}

/** The largest page that Altegio gives. */
export const PAGE_SIZE = 300;

import type { IDataObject } from 'n8n-workflow';

import { validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';

/** Refuses prices that are given the wrong way round. A maximum of 0 is none. */
export function checkPrices(item: Item, { price_min, price_max }: IDataObject): void {
	if (!price_max || Number(price_min ?? 0) <= Number(price_max)) return;
	throw validationError(
		item,
		`'Minimum Price' is ${String(price_min)}, which is more than 'Maximum Price', ${String(price_max)}.`,
		'Correct one of them.',
	);
}

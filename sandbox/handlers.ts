import type { Handlers } from './handler';
import { accountHandlers } from './resources/account/handlers';
import { dictionaryHandlers } from './resources/dictionary/handlers';
import { locationHandlers } from './resources/location/handlers';

/** What each operation of the document does. */
export const handlers: Handlers = {
	...accountHandlers,
	...dictionaryHandlers,
	...locationHandlers,
};

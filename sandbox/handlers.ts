import type { Handlers } from './handler';
import { accountHandlers } from './resources/account/handlers';
import { appointmentHandlers } from './resources/appointment/handlers';
import { availabilityHandlers } from './resources/availability/handlers';
import { clientHandlers } from './resources/client/handlers';
import { customFieldHandlers } from './resources/customField/handlers';
import { dictionaryHandlers } from './resources/dictionary/handlers';
import { labelHandlers } from './resources/label/handlers';
import { hookHandlers } from './resources/hooks/handlers';
import { locationHandlers } from './resources/location/handlers';
import { serviceHandlers } from './resources/service/handlers';
import { teamMemberHandlers } from './resources/teamMember/handlers';

/** What each operation of the document does. */
export const handlers: Handlers = {
	...accountHandlers,
	...appointmentHandlers,
	...availabilityHandlers,
	...clientHandlers,
	...customFieldHandlers,
	...dictionaryHandlers,
	...labelHandlers,
	...hookHandlers,
	...locationHandlers,
	...serviceHandlers,
	...teamMemberHandlers,
};

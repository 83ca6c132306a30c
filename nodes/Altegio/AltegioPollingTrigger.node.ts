import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { locationLists } from './resources/location/lists';
import { locationLocator } from './resources/location/locator';
import { teamMemberLists } from './resources/teamMember/lists';
import { poll } from './triggers/polling';
import { pollingProperties } from './triggers/pollingForm';

export class AltegioPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Altegio Polling Trigger',
		name: 'altegioPollingTrigger',
		icon: { light: 'file:altegio.svg', dark: 'file:altegio.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["event"] === "appointmentStartsSoon" ? "Appointment Starts Soon" : "Appointment Changed" }}',
		description:
			'Starts the workflow when an appointment in Altegio changed or starts soon; needs no public address of n8n',
		defaults: { name: 'Altegio Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'altegioApi', required: true }],
		properties: [locationLocator, ...pollingProperties],
	};

	methods = {
		listSearch: locationLists.listSearch,
		loadOptions: { getTeamMembers: teamMemberLists.loadOptions.getTeamMembers },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}

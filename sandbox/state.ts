import { credentials } from './resources/account/seed';
import {
	defaultAppointments,
	type Appointment,
	type AppointmentRules,
} from './resources/appointment/seed';
import { defaultOnlineRules, type OnlineRules } from './resources/availability/seed';
import type { HookSettings } from './resources/hooks/seed';
import { HookSender, type Change, type SenderOptions } from './resources/hooks/sender';
import {
	defaultClients,
	defaultVisits,
	type Client,
	type ClientComment,
	type ClientRights,
	type Visit,
} from './resources/client/seed';
import { defaultCustomFields, type CustomField } from './resources/customField/seed';
import { defaultLabels, type Label } from './resources/label/seed';
import {
	defaultLocations,
	toRecord,
	type LocationRecord,
	type SeedLocation,
} from './resources/location/seed';
import {
	defaultCategories,
	defaultServices,
	type Service,
	type ServiceCategory,
	type ServiceRules,
} from './resources/service/seed';
import {
	defaultSchedules,
	defaultTeamMembers,
	type Schedule,
	type TeamMember,
} from './resources/teamMember/seed';
import { Store } from './store';

/** What a sandbox starts with. */
export interface Seeds {
	appointmentRules: Partial<AppointmentRules>;
	appointments: readonly Appointment[];
	clientRights: Partial<ClientRights>;
	clients: readonly Client[];
	customFields: readonly CustomField[];
	labels: readonly Label[];
	locations: readonly SeedLocation[];
	onlineRules: readonly OnlineRules[];
	schedules: readonly Schedule[];
	serviceCategories: readonly ServiceCategory[];
	serviceRules: Partial<ServiceRules>;
	services: readonly Service[];
	teamMembers: readonly TeamMember[];
	visits: readonly Visit[];
}

/** How webhooks behave. */
export interface HookOptions extends Partial<SenderOptions> {
	/** Whether the settings are shown as newer or as older backends show them; default: new. */
	shape?: 'new' | 'old';
	/** Called when settings were read, before the answer is sent: for a test that plays another program. */
	afterRead?: (location: number) => void;
	/** Called when settings were written. */
	afterWrite?: (location: number) => void;
}

/** What the handlers read and change: one store for each kind of record. */
export class State {
	/** How appointments behave where nobody knows for sure; change it freely. */
	readonly appointmentRules: AppointmentRules;
	readonly appointments: Store<Appointment>;
	/** What the user may see of clients; change it freely. */
	readonly clientRights: ClientRights;
	readonly clients: Store<Client>;
	readonly comments = new Store<ClientComment>([]);
	readonly customFields: Store<CustomField>;
	readonly labels: Store<Label>;
	readonly locations: Store<LocationRecord>;
	/** What each location lets its clients book online. */
	readonly onlineRules: Store<OnlineRules>;
	readonly schedules: Store<Schedule>;
	readonly serviceCategories: Store<ServiceCategory>;
	/** How services behave where nobody knows for sure; change it freely. */
	readonly serviceRules: ServiceRules;
	readonly services: Store<Service>;
	readonly teamMembers: Store<TeamMember>;
	readonly visits: Store<Visit>;

	/** The clock of the salons. */
	readonly now: () => number;

	/** Webhook settings by location. */
	readonly hooks = new Store<HookSettings>([]);

	readonly sender: HookSender;

	/** User tokens that are valid now. */
	readonly userTokens = new Set<string>([credentials.userToken]);

	private logins = 0;

	/** Kinds that `seeds` leaves out start with their default records. */
	constructor(
		seeds: Partial<Seeds> & { now?: () => number },
		readonly hookOptions: HookOptions = {},
	) {
		this.sender = new HookSender((location) => this.hooks.find(location), hookOptions);
		this.now = seeds.now ?? (() => Date.now());
		this.onlineRules = new Store(seeds.onlineRules ?? defaultOnlineRules);
		this.appointments = new Store(seeds.appointments ?? defaultAppointments(this.now()));
		this.appointmentRules = {
			...{ attendanceCall: true, customFields: true, maxCount: 200 },
			...seeds.appointmentRules,
		};
		this.clientRights = { phones: 'shown', surnames: true, fullList: true, ...seeds.clientRights };
		this.clients = new Store(seeds.clients ?? defaultClients);
		this.customFields = new Store(seeds.customFields ?? defaultCustomFields);
		this.labels = new Store(seeds.labels ?? defaultLabels);
		this.locations = new Store((seeds.locations ?? defaultLocations).map(toRecord));
		this.schedules = new Store(seeds.schedules ?? defaultSchedules);
		this.serviceCategories = new Store(seeds.serviceCategories ?? defaultCategories);
		this.serviceRules = { putResetsExtras: false, showsStaff: true, ...seeds.serviceRules };
		this.services = new Store(seeds.services ?? defaultServices);
		this.teamMembers = new Store(seeds.teamMembers ?? defaultTeamMembers);
		this.visits = new Store(seeds.visits ?? defaultVisits);
	}

	/** To be called by a handler that changed something: its event goes to whoever asked for it. */
	changed(change: Change): void {
		this.sender.changed(change);
	}

	/** A new user token, as POST /auth gives it. */
	openSession(): string {
		const token = `sandbox-session-${++this.logins}`;
		this.userTokens.add(token);
		return token;
	}
}

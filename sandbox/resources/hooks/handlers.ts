import { forbidden, success } from '../../answers';
import type { Call, Handlers } from '../../handler';
import type { State } from '../../state';
import { managedLocation } from '../location/rights';
import { hookFlags, type Flag, type HookFlags, type HookRow, type HookSettings } from './seed';

/** Fields that only newer backends show. */
const NEWER_FIELDS = ['good', 'schedule', 'self_sending'];

/** What a location without any address answers: a blank one. */
const PLACEHOLDER = [''];

function settingsOf(state: State, location: number): HookSettings {
	managedLocation(state, location);
	return state.hooks.find(location) ?? { id: location, rows: [], right: 'write' };
}

/** The settings as Altegio shows them. The flags at the top are those of the first address only. */
function view(state: State, { id, rows }: HookSettings) {
	const [first] = rows;
	const flags = Object.fromEntries(hookFlags.map((flag) => [flag, first?.[flag] ?? 0]));
	const shown = {
		urls: rows.length > 0 ? rows.map(({ url }) => url) : PLACEHOLDER,
		active: first?.active ?? 0,
		...flags,
		self_sending: first?.self_sending ?? 0,
	};
	if (state.hookOptions.shape === 'old') {
		return Object.fromEntries(Object.entries(shown).filter(([key]) => !NEWER_FIELDS.includes(key)));
	}
	return {
		company_id: id,
		...shown,
		url_settings: rows.map((row) => ({ ...row, partner: undefined })),
	};
}

/** The rows after a write: every address gets the flags of the body, and those that it leaves out are gone. */
function rowsOf({ body, partner = '' }: Call, before: HookRow[]): HookRow[] {
	return (body.urls as string[]).map((url) => {
		// What Altegio does with a flag that is left out is not known: here it stays as it was.
		const known = before.find((row) => row.url === url) ?? before[0];
		const flagOf = (name: keyof HookFlags | 'self_sending') =>
			(body[name] ?? known?.[name] ?? 0) as Flag;
		const flags = Object.fromEntries(hookFlags.map((flag) => [flag, flagOf(flag)])) as HookFlags;
		const active = body.active as Flag;
		return { url, active, ...flags, self_sending: flagOf('self_sending'), partner };
	});
}

/** The webhook settings of a location. */
export const hookHandlers: Handlers = {
	get_hooks_settings(state, { params }) {
		const settings = settingsOf(state, params.location_id);
		if (settings.right === 'none') throw forbidden();
		const answer = success(view(state, settings));
		state.hookOptions.afterRead?.(settings.id);
		return answer;
	},

	update_hooks_settings(state, call) {
		const settings = settingsOf(state, call.params.location_id);
		if (settings.right !== 'write') throw forbidden();
		const rows = rowsOf(call, settings.rows);
		const answer = success(view(state, state.hooks.replace({ ...settings, rows })), 201);
		state.hookOptions.afterWrite?.(settings.id);
		return answer;
	},
};

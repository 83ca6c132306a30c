import { notedBefore } from '../../kit/before';
import { optionsCollection } from '../../kit/collections';
import { fromWallClock } from '../../kit/localTime';
import { convertValue, readCollection, readSimplify, toFlag } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { apiError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { teamMemberLocator } from '../teamMember/locator';
import { fields, toLength } from './fields';
import { checkClient, checkOpen, expectedClientPhone, readExpectedPhone } from './guard';
import { appointmentLocator, readAppointmentId } from './locator';
import { wallIn, type Place } from './lookup';
import { lengthIn, simplifyAppointment, teamMemberIn } from './output';
import { isPending, readBeforeResend, resend } from './resend';
import { allowBusy, allowPast, checkFuture, readStart, start } from './times';
import { newTeamMember, readTeamMemberIfGiven } from './who';

/** `PUT /record/{location_id}/{record_id}` with the whole appointment at its new time. */
export const reschedule: Operation = {
	properties: [
		locationLocator,
		appointmentLocator,
		start,
		newTeamMember,
		simplify,
		optionsCollection([allowBusy, allowPast, fields.duration, expectedClientPhone, fields.sendSms]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const id = readAppointmentId(item);
		const startAt = readStart(item);
		const given = readTeamMemberIfGiven(item);
		const options = readCollection(item, 'options');
		const isBusyAllowed = toFlag(item, allowBusy.displayName, options.allowBusy);
		const isPastAllowed = toFlag(item, allowPast.displayName, options.allowPast);
		const sendSms = toFlag(item, fields.sendSms.property.displayName, options.sendSms);
		const expected = readExpectedPhone(item, options);
		const length = convertValue(
			item,
			fields.duration.property.displayName,
			options.duration,
			(value) => toLength(value, 'leaveUnchanged'),
		) as number | undefined;
		const isSimple = readSimplify(item);

		return async (api) => {
			const zone = await timeZoneOf(api, locationId);
			const place: Place = { api, item, locationId, zone };
			const startTime = startAt(zone);
			const now = await readBeforeResend(place, id, 'moved');
			checkClient(place, now, expected);
			checkOpen(place, now);
			// A pass before this one of Retry On Fail may have moved it.
			const noted = notedBefore(api);
			const before = noted ?? now;
			const wanted = {
				datetime: startTime.wall,
				staff_id:
					given === undefined
						? teamMemberIn(before)
						: await teamMemberLocator.idOf(api, locationId, given),
				seance_length: length ?? lengthIn(before),
			};
			const isThere = !isPending(before, wanted);
			const after = isThere ? now : await move();
			return {
				...(isSimple ? simplifyAppointment(after, locationId, zone) : after),
				previous_start: fromWallClock(wallIn(before), zone)?.iso ?? null,
				rescheduled: !isThere,
			};

			async function move() {
				if (Number(now.activity_id ?? 0) > 0) {
					throw apiError(item, {
						message: `Appointment ${id} is a place in a group event, whose time is that of the event. Nothing was changed. Book a place in another event instead.`,
					});
				}
				if (!isPastAllowed && !noted) checkFuture(item, startTime, zone);
				return await resend(place, now, {
					changes: wanted,
					saveIfBusy: isBusyAllowed,
					sendSms,
					done: 'moved',
				});
			}
		};
	},
};

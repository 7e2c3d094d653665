import type { ClockChange } from '../domain/schedule/clock-changes';
import { isoLocal } from './scheduled-time';
import type { PreviewedSchedule } from './terminal/schedule-preview';

/** The preview as one object: times in ISO form, those of the changes by the clock of the place. */
export function scheduleJson({ text, service, preview, offset, overSince, saving }: PreviewedSchedule): object {
  const { timeZone, from, level, until, override, changes, clockChanges, nextClockChange, upMinutesAWeek } = preview;
  return {
    schedule: text,
    ...(service === undefined ? {} : { service }),
    timeZone,
    from: isoLocal(from, offset),
    level,
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    ...(override === undefined
      ? {}
      : { override: { level: override.level, until: new Date(override.until).toISOString() } }),
    ...(overSince === undefined ? {} : { overrideEnded: new Date(overSince).toISOString() }),
    changes: changes.map((change) => ({
      at: isoLocal(change.at, change.offset),
      level: change.level,
      ...(change.showing === undefined ? {} : { showing: change.showing }),
      ...(change.endsOverride ? { endsOverride: true } : {}),
    })),
    clockChanges: clockChanges.map(clockJson),
    ...(nextClockChange === undefined ? {} : { nextClockChange: clockJson(nextClockChange) }),
    upHoursAWeek: upMinutesAWeek / 60,
    ...(saving === undefined ? {} : { saving }),
  };
}

const clockJson = ({ at, offsetBefore, offsetAfter }: ClockChange) => ({
  at: new Date(at).toISOString(),
  before: isoLocal(at, offsetBefore),
  after: isoLocal(at, offsetAfter),
});

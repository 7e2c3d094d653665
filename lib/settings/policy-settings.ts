import { DEFAULT_THRESHOLDS, type Thresholds } from '../domain/incident/thresholds';
import { type Form, list, wholeNumber } from './form';
import type { SettingsReader } from './read-settings';
import { TIME_ZONE } from './time-zone';

/** What the responder watches, and when it tells. */
export interface PolicySettings {
  /** Names of clusters; `*` for all. */
  readonly clusters: '*' | readonly string[];
  readonly thresholds: Thresholds;
  /** In which e-mails and Amazon Q tell times. */
  readonly timeZone: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const NAMES = list('names of clusters with commas between them, or *', /^(?:[\w-]{1,255}|\*)$/);

const CLUSTERS: Form<'*' | readonly string[]> = {
  ...NAMES,
  parse(given) {
    const names = NAMES.parse(given);
    if (names === undefined || !names.includes('*')) return names;
    return names.length === 1 ? '*' : undefined;
  },
};

const REMINDERS: Form<readonly [number, number]> = {
  accepts: 'two whole numbers of hours, the second one greater, such as 4,24',
  parse(given) {
    const [, first, second] = /^(\d{1,4})\s*,\s*(\d{1,4})$/.exec(given) ?? [];
    const [a, b] = [Number(first), Number(second)];
    return a >= 1 && b > a ? [a * HOUR, b * HOUR] : undefined;
  },
};

/** What is not set has the thresholds' own default. */
export function policySettings(reader: SettingsReader): PolicySettings {
  const minutes = (name: Parameters<SettingsReader['optional']>[0], most: number): number | undefined => {
    const value = reader.optional(name, wholeNumber('minutes', 1, most));
    return value === undefined ? undefined : value * MINUTE;
  };
  const usual = DEFAULT_THRESHOLDS;
  const shortestHoldDown = minutes('ECS_MEDIC_HOLD_DOWN_MINUTES', 120) ?? usual.shortestHoldDown;
  return {
    clusters: reader.required('ECS_MEDIC_CLUSTERS', CLUSTERS),
    timeZone: reader.optional('ECS_MEDIC_TIME_ZONE', TIME_ZONE) ?? 'UTC',
    thresholds: {
      ...usual,
      transientStops: reader.optional('ECS_MEDIC_TRANSIENT_STOPS', STOPS) ?? usual.transientStops,
      transientWindow: minutes('ECS_MEDIC_TRANSIENT_WINDOW_MINUTES', 1440) ?? usual.transientWindow,
      shortestHoldDown,
      longestHoldDown: Math.max(usual.longestHoldDown, shortestHoldDown),
      reminders: reader.optional('ECS_MEDIC_REMINDER_HOURS', REMINDERS) ?? usual.reminders,
    },
  };
}

/** A cause remembers the last 3 times that it was seen. */
const STOPS = wholeNumber('stops', 1, 3);

import { Temporal } from 'temporal-polyfill';

/**
 * A name that the time zone database of this machine knows. Offsets such as +02:00 know no summer, and are none; nor are
 * abbreviations such as IST or PST, which name several zones.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Milliseconds since 1970 of a time as AWS writes it: RFC 3339 in events, seconds since 1970 in answers of the API,
 * where the SDK makes Dates of them. Impossible dates (30 February) are undefined; a leap second counts as :59.
 */
export function parseTimestamp(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  if (typeof value === 'number')
    return Number.isFinite(value) && value > 0 && value < 1e11 ? Math.round(value * 1000) : undefined;
  if (typeof value !== 'string' || !RFC_3339.test(value)) return undefined;
  const [year, month, day] = [digits(value, 0, 4), digits(value, 5, 7), digits(value, 8, 10)];
  const [hour, minute, second] = [digits(value, 11, 13), digits(value, 14, 16), digits(value, 17, 19)];
  const february = month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  if (day < 1 || day > (DAYS[month - 1] ?? 0) || february || hour > 23 || minute > 59 || second > 60) return undefined;
  const zone = value.search(/[Zz+]|-\d\d:\d\d$/);
  const milliseconds = value[19] === '.' ? digits(value.slice(20, zone).padEnd(3, '0'), 0, 3) : 0;
  const offset =
    zone === value.length - 1 ? 0 : digits(value, zone + 1, zone + 3) * 60 + digits(value, zone + 4, zone + 6);
  const time = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milliseconds);
  return time - (value[zone] === '-' ? -offset : offset) * 60_000;
}

/** The same of what people write: a day alone begins at its midnight in UTC. */
export const parseDayOrTime = (text: string): number | undefined =>
  parseTimestamp(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);

/** The decimal digits of a piece of a text that is known to have nothing else there. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

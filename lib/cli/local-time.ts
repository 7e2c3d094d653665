import { clockOf, clockParts, dayOf } from '../render/words';

/** `Wed 25 Nov 2026 19:00 GMT+1 (18:00 UTC)`, with the day of UTC where it is another one. */
export function localTime(at: number): string {
  const part = clockParts(at, { weekday: 'short', timeZoneName: 'short' });
  const date = new Date(at);
  const day = `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
  const isSameDay = date.getDate() === date.getUTCDate();
  const utc = `${isSameDay ? '' : `${dayOf(at)} `}${clockOf(at)} UTC`;
  const local = `${day} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
  return date.getTimezoneOffset() === 0 ? `${dayOf(at)} ${clockOf(at)} UTC` : `${local} (${utc})`;
}

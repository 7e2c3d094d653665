import { clockOf, dayOf } from '../render/words';

/** `Wed 25 Nov 2026 19:00 CET (18:00 UTC)`, with the day of UTC where it is another one. */
export function localTime(at: number): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const date = new Date(at);
  const day = `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
  const isSameDay = date.getDate() === date.getUTCDate();
  const utc = `${isSameDay ? '' : `${dayOf(at)} `}${clockOf(at)} UTC`;
  const local = `${day} ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
  return date.getTimezoneOffset() === 0 ? `${dayOf(at)} ${clockOf(at)} UTC` : `${local} (${utc})`;
}

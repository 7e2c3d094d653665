import type { Origin } from '../domain/text/passage';

/** Where a quote stands, in words. */
export function placeOf(origin: Origin): string {
  switch (origin.kind) {
    case 'stop-code':
      return 'stop code of the task';
    case 'task-reason':
      return 'stopped reason of the task';
    case 'container-reason':
      return `reason of container ${origin.container}`;
    case 'service-message':
      return origin.at === undefined ? 'message of the service' : `message of the service at ${clockOf(origin.at)} UTC`;
    case 'deployment-reason':
      return 'reason of the deployment';
    case 'service-action':
      return 'event of the service';
    case 'target-health':
      return 'health of a target, by the load balancer';
    case 'definition':
      return origin.container === undefined ? 'task definition' : `task definition, container ${origin.container}`;
    case 'log':
      return `log of ${origin.container}`;
    case 'pasted':
      return 'pasted text';
  }
}

/** `10:42` of a time in milliseconds since 1970, UTC. */
export const clockOf = (at: number): string => isoOf(at).slice(11, 16);

/** `Thu 15 Jan 2026`, UTC. */
export function dayOf(at: number): string {
  const [weekday = '', day = '', month = '', year = ''] = new Date(clamped(at)).toUTCString().split(/,? /);
  return `${weekday} ${Number(day)} ${month} ${year}`;
}

const isoOf = (at: number): string => new Date(clamped(at)).toISOString();

const LATEST = 8.64e15;
const clamped = (at: number): number => Math.max(-LATEST, Math.min(LATEST, at));

/** `45 s`, `4 min`, `2 h 10 min`, `3 d 4 h` of milliseconds. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** `1 stop`, `3 stops`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/** `9 Nov 2026 10:06 UTC`; in another zone `9 Nov 2026 11:06 Europe/Berlin`. The zone must be one of the IANA names. */
export function timeOf(at: number, timeZone = 'UTC'): string {
  if (timeZone === 'UTC') return `${dayOf(at).replace(/^\S+ /, '')} ${clockOf(at)} UTC`;
  const part = clockParts(at, { timeZone });
  return `${part('day')} ${part('month')} ${part('year')} ${part('hour')}:${part('minute')} ${timeZone}`;
}

/** Day, month, year, hour, minute and what else is asked for, as a clock of a zone shows them: without one, this machine's. */
export function clockParts(
  at: number,
  more: Intl.DateTimeFormatOptions,
): (type: Intl.DateTimeFormatPartTypes) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...more,
  });
  const parts = new Map(format.formatToParts(clamped(at)).map(({ type, value }) => [type, value]));
  return (type) => parts.get(type) ?? '';
}

/** `a, b and 3 more`. */
export function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more.toLocaleString('en-US')} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

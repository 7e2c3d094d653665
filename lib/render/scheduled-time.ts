import { clockOf, dayOf } from './words';

/** `Sun 28 Mar 2027 03:00`, as a clock shows it that is so many minutes before UTC. */
export const wallTime = (at: number, offset: number): string => `${wallDay(at, offset)} ${wallClock(at, offset)}`;

/** The same with two places for the day, for columns: `Fri  2 Apr 2027 08:00`. */
export const wallColumn = (at: number, offset: number): string => wallTime(at, offset).replace(/ (?=\d )/, '  ');

export const wallDay = (at: number, offset: number): string => dayOf(at + offset * 60_000);

export const wallClock = (at: number, offset: number): string => clockOf(at + offset * 60_000);

/** `UTC+2`, `UTC-3:30`, `UTC`. */
export function offsetName(offset: number): string {
  if (offset === 0) return 'UTC';
  const [hours, minutes] = parts(offset);
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${padded(minutes)}`}`;
}

/** `2027-03-28T03:00:00+02:00`. */
export function isoLocal(at: number, offset: number): string {
  const [hours, minutes] = parts(offset);
  const clock = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  return `${clock}${offset < 0 ? '-' : '+'}${padded(hours)}:${padded(minutes)}`;
}

const parts = (offset: number): readonly [number, number] => [
  Math.floor(Math.abs(offset) / 60),
  Math.floor(Math.abs(offset) % 60),
];

const padded = (number: number): string => String(number).padStart(2, '0');

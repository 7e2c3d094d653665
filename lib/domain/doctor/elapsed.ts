const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `45 s`, `4 min`, `3 h`, `2 d` of milliseconds: as much as a glance needs. */
export function elapsed(milliseconds: number): string {
  const time = Math.max(0, milliseconds);
  if (time < 90_000) return `${Math.round(time / 1000)} s`;
  if (time < 90 * MINUTE) return `${Math.round(time / MINUTE)} min`;
  return time < 48 * HOUR ? `${Math.round(time / HOUR)} h` : `${Math.round(time / DAY)} d`;
}

/** `4 min ago`. */
export const ago = (at: number, now: number): string => `${elapsed(now - at)} ago`;

/** Milliseconds in which a new deployment has not done everything once. */
export const YOUNG = 30 * MINUTE;

import type { ContainerLog } from '../evidence';

/** The application itself says how long it took. Group 1 is the number. */
const SAYS_SECONDS =
  /\bStarted \S{1,120} in (\d{1,5}(?:\.\d{1,6})?) ?s(?:econds)?\b|\bstarted in (\d{1,5}(?:\.\d{1,6})?) ?s(?:econds)?\b|\bReady in (\d{1,5}(?:\.\d{1,6})?) ?s\b/i;
const SAYS_MILLISECONDS =
  /\bStartup completed in (\d{1,8}) ?ms\b|\bServer startup in \[?(\d{1,8})\]? ?(?:ms|milliseconds)\b|\bstarted in (\d{1,8}) ?ms\b/i;
const CLOCK = /(?:^|[\sT["])(\d{2}):(\d{2}):(\d{2})(?:[.,]\d{1,9})?(?:\b|Z)/;
const DAY = 24 * 3600;
/** A log that runs for longer before it says it is up tells of something else than a start. */
const LONGEST_START = 3600;

/**
 * Seconds from the first line of a log to the line that says the application is up; what the application itself says
 * where it does. `upLine` is the text of the line that tells where it listens.
 */
export function startDuration(log: ContainerLog | undefined, upLine: string | undefined): number | undefined {
  if (log === undefined) return undefined;
  for (const line of log.lines) {
    const text = line.slice(0, 2000);
    const seconds = SAYS_SECONDS.exec(text);
    if (seconds !== null) return Number(seconds[1] ?? seconds[2] ?? seconds[3]);
    const milliseconds = SAYS_MILLISECONDS.exec(text);
    if (milliseconds !== null) return Number(milliseconds[1] ?? milliseconds[2] ?? milliseconds[3]) / 1000;
  }
  if (upLine === undefined) return undefined;
  const first = log.lines.map(clockOf).find((one) => one !== undefined);
  const up = clockOf(log.lines.find((line) => line.includes(upLine)) ?? '');
  if (first === undefined || up === undefined) return undefined;
  const seconds = (up - first + DAY) % DAY;
  return seconds > 0 && seconds <= LONGEST_START ? seconds : undefined;
}

/** Second of the day of a line's time stamp. */
function clockOf(line: string): number | undefined {
  const [, hours, minutes, seconds] = CLOCK.exec(line.slice(0, 80)) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

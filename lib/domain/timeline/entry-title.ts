import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';

const LONGEST_TITLE = 120;

/** One line of at most 120 characters; a longer one is cut on a code point. */
export function titled(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_TITLE) return line;
  const end = /[\ud800-\udbff]/.test(line[LONGEST_TITLE - 2] ?? '') ? LONGEST_TITLE - 2 : LONGEST_TITLE - 1;
  return `${line.slice(0, end).trimEnd()}…`;
}

/** What is wrong, with the value that matters: `image tag 1.4.2 does not exist`, `…: SECRET_KEY and 2 more`. */
export function namedCause({ headline, title, variables }: DiagnosisRecord): string {
  if (headline !== undefined) return headline;
  const [first, ...more] = variables;
  return first === undefined ? title : `${title}: ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
}

/** `Task 5f0c3a21`: the beginning of an id is enough to find it. */
export const shortTask = (taskId: string): string => taskId.slice(0, /^[0-9a-f]{32}$/.test(taskId) ? 8 : 40);

/** `3 of 3 running`. */
export const countsOf = (running: number, desired: number): string => `${running} of ${desired} running`;

/** `45 s`, `4 min`, `2 h 10 min` of milliseconds. */
export function lasted(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

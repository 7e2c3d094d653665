/** When a service is up, by the clock of one place. */
export type Schedule = AlwaysOrNever | Weekly;

export interface AlwaysOrNever {
  readonly kind: 'always' | 'never';
  /** By whose clock an override is read; absent where none was written. */
  readonly timeZone?: string;
}

export interface Weekly {
  readonly kind: 'weekly';
  /** Up in any of them. */
  readonly spans: readonly Span[];
  /** IANA name, as it was written. */
  readonly timeZone: string;
}

/** Minutes are counted from midnight by the clock; an end that is not after the start lies on the day after. */
export interface Span {
  /** On which it begins: 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** 0 to 1,439. */
  readonly start: number;
  /** 1 to 1,440. */
  readonly end: number;
}

/** What cannot be read, in words after "expected". */
export interface ScheduleProblem {
  readonly got: string;
  readonly expected: string;
}

export const isProblem = (read: object): read is ScheduleProblem => 'expected' in read;

/** By whose clock times are read: UTC where the schedule names no zone. */
export const zoneOf = ({ timeZone = 'UTC' }: Schedule): string => timeZone;

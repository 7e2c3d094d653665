/** A piece of evidence: what was read, or why it could not be read. Unavailable is never the same as empty. */
export type Read<T> = Known<T> | Unavailable;

export interface Known<T> {
  readonly state: 'known';
  readonly value: T;
}

export interface Unavailable {
  readonly state: 'unavailable';
  /** What stood in the way, in words a person can act on. */
  readonly reason: string;
}

export const known = <T>(value: T): Known<T> => ({ state: 'known', value });

export const unavailable = (reason: string): Unavailable => ({ state: 'unavailable', reason });

/** The value, or undefined when it could not be read. */
export const valueIn = <T>(read: Read<T>): T | undefined => (read.state === 'known' ? read.value : undefined);

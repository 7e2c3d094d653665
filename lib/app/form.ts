import { asObject, type JsonObject, own } from '../domain/json';

/** Checks the form of a value from outside, member by member; every mismatch is remembered with its path. */
export class Form {
  readonly problems: string[] = [];

  object(value: unknown, path: string): JsonObject {
    return asObject(value) ?? this.refuse(path, 'an object', value, {});
  }

  text(value: unknown, path: string): string {
    return typeof value === 'string' && value !== '' ? value : this.refuse(path, 'a text', value, '');
  }

  /** Texts that may be empty, such as a line of a log. */
  line(value: unknown, path: string): string {
    return typeof value === 'string' ? value : this.refuse(path, 'a text', value, '');
  }

  flag(value: unknown, path: string): boolean {
    return typeof value === 'boolean' ? value : this.refuse(path, 'true or false', value, false);
  }

  /** A whole number, 0 or more. */
  count(value: unknown, path: string): number {
    return Number.isSafeInteger(value) && (value as number) >= 0
      ? (value as number)
      : this.refuse(path, 'a whole number, 0 or more', value, 0);
  }

  /** A finite number, 0 or more. */
  amount(value: unknown, path: string): number {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? value
      : this.refuse(path, 'a number, 0 or more', value, 0);
  }

  integer(value: unknown, path: string): number {
    return Number.isSafeInteger(value) ? (value as number) : this.refuse(path, 'a whole number', value, 0);
  }

  /** Milliseconds since 1970. */
  time(value: unknown, path: string): number {
    return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= LATEST
      ? value
      : this.refuse(path, 'a time in milliseconds since 1970', value, 0);
  }

  oneOf<T extends string>(value: unknown, path: string, allowed: readonly [T, ...T[]]): T {
    const found = allowed.find((one) => one === value);
    if (found !== undefined) return found;
    const words = allowed.length > MOST_NAMED ? `one of the ${allowed.length} known words` : allowed.join(', ');
    return this.refuse(path, words, value, allowed[0]);
  }

  list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T): readonly T[] {
    if (!Array.isArray(value)) return this.refuse(path, 'an array', value, []);
    return value.map((item, index) => read(item, `${path}[${index}]`));
  }

  optional<T>(object: JsonObject, key: string, path: string, read: (value: unknown, path: string) => T): T | undefined {
    const value = own(object, key);
    return value === undefined ? undefined : read(value, path === '' ? key : `${path}.${key}`);
  }

  private refuse<T>(path: string, expected: string, got: unknown, instead: T): T {
    this.problems.push(`expected "${path}" to be ${expected}, got ${shown(got)}`);
    return instead;
  }
}

const LATEST = 8.64e15;
const MOST_NAMED = 12;

/** The beginning of a value, as a problem tells it. */
export const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 60);

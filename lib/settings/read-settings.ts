import type { Form } from './form';
import { nearestName } from './nearest-name';
import { SettingsError } from './settings-error';
import { PREFIX, VARIABLES, type VariableName } from './variables';

/** As `process.env`. An empty variable counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one variable after the other and remembers all that is wrong. */
export interface SettingsReader {
  required<T>(name: VariableName, form: Form<T>): T;
  optional<T>(name: VariableName, form: Form<T>): T | undefined;
  /** A problem that lies in several variables together. */
  complain(problem: string): void;
}

/**
 * The settings that `read` asks for, frozen. Throws a `SettingsError` with every problem at once: what is missing, what
 * has another form, and variables with our prefix that nobody knows.
 */
export function readSettings<T extends object>(
  environment: Environment,
  read: (reader: SettingsReader) => T,
): Readonly<T> {
  const problems: string[] = [];
  const optional = <V>(name: VariableName, form: Form<V>): V | undefined => {
    const given = environment[name]?.trim() ?? '';
    if (given === '') return undefined;
    const value = form.parse(given);
    if (value === undefined) problems.push(`${name}: expected ${form.accepts}, got ${shown(given, form)}`);
    return value;
  };
  const settings = read({
    optional,
    required<V>(name: VariableName, form: Form<V>): V {
      const before = problems.length;
      const value = optional(name, form);
      if (value === undefined && problems.length === before)
        problems.push(`${name}: expected ${form.accepts}, got nothing`);
      // Where there is none, the problem keeps the settings from being given to anybody.
      return value as V;
    },
    complain(problem) {
      problems.push(problem);
    },
  });
  for (const name of Object.keys(environment))
    if (name.startsWith(PREFIX) && !(VARIABLES as readonly string[]).includes(name)) problems.push(unknown(name));
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.freeze(settings);
}

const shown = (given: string, { confidential = false }: Form<unknown>): string =>
  confidential ? `a text of ${given.length} characters of another form` : JSON.stringify(given.slice(0, 80));

const unknown = (name: string): string =>
  `${name.slice(0, 80)}: no such variable; did you mean ${nearestName(name, VARIABLES)}?`;

import { type Facts, signalsOf } from '../facts';
import { OWN_CHECK } from '../signals/configuration/plain-checks';
import { PYTHON } from '../signals/configuration/python-key';
import type { Signal, SignalOf } from '../signals/signal';
import { becameReady, failedOtherwise, wasKilled } from './went-on-without';

type MissingSetting = SignalOf<'missing-setting'>;

/** As many names are kept; a log may ask for more. */
export const MOST_NAMES = 20;

/** What a log says of settings, and how much that proves. */
export interface SettingsSaid {
  /** Strongest first: with names before without. */
  readonly signals: readonly MissingSetting[];
  readonly names: readonly string[];
  /** Those of the names that are said to be settings, not just missed. */
  readonly settings: readonly string[];
  readonly impliedName?: string;
  /** Said in passing, or the program went on, or failed of something else afterwards. */
  readonly doubtful: boolean;
}

/** Faults that show, when they come later, that the program went on without the setting. */
const OTHER_FAULTS = new Set<Signal['kind']>([
  'unreachable',
  'database-auth',
  'database-migration',
  'missing-module',
  'port-in-use',
  'port-privileged',
  'aws-access',
  'out-of-memory',
]);
/** A reader that only the application's own words stand behind. */
const OWN_WORDS = new Set([OWN_CHECK, 'a check of the environment', PYTHON]);
/** Readers whose text shows no environment by itself, and the words that do. */
const ANY_FIELD = new Set([OWN_CHECK, PYTHON]);
const OF_ENVIRONMENT = /environ|\benv\b|env[ -]?var|setting|config|NotPresent/i;
const LONG_RUN = 15 * 60_000;

/** All that is said of settings in the log of the container that failed; undefined where nothing is. */
export function settingsSaid(facts: Facts): SettingsSaid | undefined {
  const all = signalsOf(facts, 'missing-setting');
  const firm = all.filter(({ weak }) => weak !== true);
  const signals = firm.length > 0 ? firm : all;
  if (signals.length === 0) return undefined;
  const last = Math.max(...signals.map(({ line }) => line));
  const own = signals.every(({ reader }) => OWN_WORDS.has(reader));
  const shown = signals.some((signal) => isOfEnvironment(signal) || isDefined(signal, facts));
  const wentOn =
    becameReady(facts, signals) ||
    (!shown && failedOtherwise(facts, last)) ||
    facts.signals.some(({ kind, line, quote }) => kind === 'listening' && line > last && quote.origin.kind === 'log') ||
    (own &&
      facts.signals.some(
        ({ kind, line, quote }) => OTHER_FAULTS.has(kind) && line > last && quote.origin.kind === 'log',
      ));
  const named = signals.filter(({ names }) => names.length > 0);
  const impliedName = signals.find((signal) => signal.impliedName !== undefined)?.impliedName;
  return {
    signals: [...named, ...signals.filter(({ names }) => names.length === 0)],
    names: distinctNames(named.flatMap(({ names }) => names)),
    settings: named.filter(isOfEnvironment).flatMap(({ names }) => names),
    ...(impliedName === undefined ? {} : { impliedName }),
    doubtful:
      firm.length === 0 ||
      wentOn ||
      (own && ranLong(facts)) ||
      wasKilled(facts, signals) ||
      sourceUnreached(facts, signals),
  };
}

/** The revision or the one before has, or had, a variable of that name. */
function isDefined({ names }: MissingSetting, { containerDefinition, changes }: Facts): boolean {
  const defined = [
    ...(containerDefinition?.environment ?? []),
    ...(containerDefinition?.secrets ?? []),
    ...(changes?.changes ?? []).filter(({ field }) => field === 'variable' || field === 'secret'),
  ];
  return defined.some(({ name }) => name !== undefined && names.includes(name));
}

const isOfEnvironment = ({ reader, quote }: MissingSetting): boolean =>
  !ANY_FIELD.has(reader) || OF_ENVIRONMENT.test(quote.text);

function ranLong({ stop }: Facts): boolean {
  const end = stop?.stoppingAt ?? stop?.stoppedAt;
  return stop?.startedAt !== undefined && end !== undefined && end - stop.startedAt > LONG_RUN;
}

const CONFIGURATION_SOURCE =
  /config ?server|PropertySource|\bconsul\b|\bvault\b|secretsmanager|\bssm\b|appconfig|:8888\b/i;

/** The place that settings come from was not reached before the setting was missed: that is the root. */
const sourceUnreached = (facts: Facts, signals: readonly MissingSetting[]): boolean =>
  facts.signals.some(
    ({ kind, line, quote }) =>
      kind === 'unreachable' && CONFIGURATION_SOURCE.test(quote.text) && signals.every((signal) => signal.line > line),
  );

/** Each name once, whatever its case and separators; as a variable is written where one text has it so. */
function distinctNames(names: readonly string[]): readonly string[] {
  const byLetters = new Map<string, string>();
  for (const name of names) {
    const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const had = byLetters.get(letters);
    if (had === undefined || (/[a-z]/.test(had) && !/[a-z]/.test(name))) byLetters.set(letters, name);
  }
  return [...byLetters.values()].slice(0, MOST_NAMES);
}

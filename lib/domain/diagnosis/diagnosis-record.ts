import type { CauseKind, Confidence, Unchecked } from '../causes/cause';
import type { CauseGroup, CauseId } from '../causes/cause-id';
import { changeKey, describeChange } from '../definition/diff-definitions';
import type { Evidence } from '../evidence';
import { defined } from '../json';
import { valueIn } from '../read';
import type { Symptom } from '../symptom';
import type { Quote } from '../text/passage';
import type { Diagnosis } from './diagnosis';
import { quotesInPlace } from './quotes-in-place';
import { type RedactedDiagnosis, redactDiagnosis } from './redact-diagnosis';

declare const redacted: unique symbol;

/**
 * A diagnosis as it is stored and told: plain data without secrets, bounded in size. Only `recordOf` makes it, so that
 * a store or an alert cannot be handed raw text.
 */
export interface DiagnosisRecord {
  readonly [redacted]: true;
  readonly cause: CauseId;
  readonly title: string;
  readonly group: CauseGroup;
  readonly kind: CauseKind;
  readonly confidence: Confidence;
  /** The title with the value that matters, where there is one: `image tag 1.4.2 does not exist`. */
  readonly headline?: string;
  readonly summary: string;
  readonly next: string;
  readonly command?: string;
  /** Strongest first. */
  readonly quotes: readonly Quote[];
  readonly chain: readonly string[];
  readonly notes: readonly string[];
  readonly variables: readonly string[];
  readonly changed?: ChangeRecord;
  readonly alternatives: readonly AlternativeRecord[];
  readonly unchecked: readonly Unchecked[];
  readonly container?: string;
  readonly exitCode?: number;
  readonly taskId?: string;
  readonly family?: string;
  readonly revision?: number;
  /** The log that was read, for a link to it. */
  readonly log?: { readonly group: string; readonly stream: string };
  /** Values of secrets that were hidden in it. */
  readonly hidden: number;
}

/** What changed since the last good revision, blamed changes first. */
export interface ChangeRecord {
  /** The revision to compare with; absent where its name has none. */
  readonly since?: number;
  readonly basis: 'completed' | 'previous';
  readonly changes: readonly { readonly text: string; readonly blamed: boolean }[];
  /** Changes beyond the ones listed. */
  readonly more: number;
}

export interface AlternativeRecord {
  readonly cause: CauseId;
  readonly title: string;
  readonly confidence: Confidence;
}

const MOST_QUOTES = 3;
const MOST_CHANGES = 6;
const MOST_SENTENCES = 8;
const MOST_ALTERNATIVES = 3;
const MOST_VARIABLES = 30;
const LONGEST_TEXT = 600;

/** The diagnosis of a symptom as plain data, redacted and cut. */
export function recordOf(diagnosis: Diagnosis, symptom: Symptom, evidence: Evidence): DiagnosisRecord {
  const logs = valueIn(evidence.logs) ?? [];
  const { diagnosis: told, hidden } = redactDiagnosis({ ...diagnosis, quotes: quotesInPlace(diagnosis.quotes, logs) });
  const task = symptom.kind === 'stop' ? symptom.stop : symptom.kind === 'task' ? symptom.task : undefined;
  const log = logs.find(({ container }) => container === told.container) ?? logs[0];
  return defined({
    ...recordOfRedacted(told),
    taskId: task?.taskId,
    family: task?.family,
    revision: task?.revision ?? valueIn(evidence.definition)?.revision,
    log: log === undefined ? undefined : { group: log.group, stream: log.stream },
    hidden,
  }) as unknown as DiagnosisRecord;
}

/** The same of a diagnosis alone, where nobody asks which task and log it was. */
export function recordOfRedacted(told: RedactedDiagnosis): DiagnosisRecord {
  const { cause } = told;
  return defined({
    cause: cause.id,
    title: cause.title,
    group: cause.group,
    kind: cause.kind,
    confidence: told.confidence,
    headline: told.headline === undefined ? undefined : cut(told.headline),
    summary: cut(told.summary),
    next: cut(told.next),
    command: told.command === undefined ? undefined : cut(told.command, LONGEST_TEXT * 2),
    quotes: told.quotes.slice(0, MOST_QUOTES).map((quote) => ({ ...quote, text: cut(quote.text) })),
    chain: (told.chain ?? []).slice(0, MOST_SENTENCES).map((text) => cut(text)),
    notes: (told.notes ?? []).slice(0, MOST_SENTENCES).map((text) => cut(text)),
    variables: (told.variables ?? []).slice(0, MOST_VARIABLES),
    changed: changedIn(told),
    alternatives: told.alternatives
      .slice(0, MOST_ALTERNATIVES)
      .map((one) => ({ cause: one.cause.id, title: one.cause.title, confidence: one.finding.confidence })),
    unchecked: told.unchecked
      .slice(0, MOST_SENTENCES)
      .map(({ what, reason }) => ({ what: cut(what), reason: cut(reason) })),
    container: told.container,
    exitCode: told.exitCode,
    revision: told.changes?.to.revision,
    hidden: 0,
  }) as unknown as DiagnosisRecord;
}

function changedIn({ changes: all, blames = [] }: RedactedDiagnosis): ChangeRecord | undefined {
  if (all === undefined) return undefined;
  const places = new Map(blames.map((key, index) => [key, index]));
  const placeOf = (key: string) => places.get(key) ?? blames.length;
  const ordered = [...all.changes].sort((a, b) => placeOf(changeKey(a)) - placeOf(changeKey(b)));
  return defined({
    since: all.from.revision,
    basis: all.basis,
    changes: ordered
      .slice(0, MOST_CHANGES)
      .map((change) => ({ text: cut(describeChange(change)), blamed: places.has(changeKey(change)) })),
    more: Math.max(0, ordered.length - MOST_CHANGES),
  }) as ChangeRecord;
}

/** Cuts on a code point, so that no half of a pair is left. */
function cut(text: string, longest = LONGEST_TEXT): string {
  if (text.length <= longest) return text;
  const end = /[\ud800-\udbff]/.test(text[longest - 2] ?? '') ? longest - 2 : longest - 1;
  return `${text.slice(0, end)}…`;
}

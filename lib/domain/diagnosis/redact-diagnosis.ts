import type { Finding, Unchecked } from '../causes/cause';
import type { DefinitionChanges } from '../definition/diff-definitions';
import { redact, redactLines } from '../redaction/redact';
import type { Quote } from '../text/passage';
import type { Candidate, Diagnosis } from './diagnosis';

declare const redacted: unique symbol;

/** A diagnosis whose texts hold no secrets: the only one that outputs take. */
export interface RedactedDiagnosis extends Diagnosis {
  readonly [redacted]: true;
}

export interface RedactionOfDiagnosis {
  readonly diagnosis: RedactedDiagnosis;
  /** Values that were hidden; one that stands in several texts counts once for each different text. */
  readonly hidden: number;
}

/** Hides the values of secrets in every text of a diagnosis; names of variables and ids stay. */
export function redactDiagnosis(diagnosis: Diagnosis): RedactionOfDiagnosis {
  const seen = new Map<string, { readonly text: string; readonly hidden: number }>();
  const clean = (text: string): string => {
    const known = seen.get(text) ?? redact(text);
    seen.set(text, known);
    return known.text;
  };
  const quote = (one: Quote): Quote => ({ ...one, text: clean(one.text) });
  // Together, since a secret may lie in two lines of a log.
  const quotesOf = (all: readonly Quote[]): readonly Quote[] => {
    const texts = all.map(({ text }) => text);
    const { lines, hidden } = redactLines(texts);
    seen.set(texts.join('\n'), { text: lines.join('\n'), hidden });
    return all.map((one, index) => ({ ...one, text: lines[index] ?? '' }));
  };
  const unchecked = (all: readonly Unchecked[]) =>
    all.map(({ what, reason }) => ({ what: clean(what), reason: clean(reason) }));
  const finding = <T extends Finding>(one: T): T => ({
    ...one,
    summary: clean(one.summary),
    next: clean(one.next),
    quotes: quotesOf(one.quotes),
    ...(one.headline === undefined ? {} : { headline: clean(one.headline) }),
    ...(one.command === undefined ? {} : { command: clean(one.command) }),
    ...(one.chain === undefined ? {} : { chain: one.chain.map(clean) }),
    ...(one.notes === undefined ? {} : { notes: one.notes.map(clean) }),
    ...(one.unchecked === undefined ? {} : { unchecked: unchecked(one.unchecked) }),
  });
  const candidate = (one: Candidate): Candidate => ({ cause: one.cause, finding: finding(one.finding) });
  const { reasoning, changes } = diagnosis;
  const told = {
    ...finding(diagnosis),
    ...(changes === undefined ? {} : { changes: redactChanges(changes, clean) }),
    alternatives: diagnosis.alternatives.map(candidate),
    unchecked: unchecked(diagnosis.unchecked),
    reasoning: {
      signals: reasoning.signals.map((signal) => ({ ...signal, quote: quote(signal.quote) })),
      superseded: reasoning.superseded.map((one) => ({ candidate: candidate(one.candidate), by: one.by })),
      faults: reasoning.faults.map(({ cause, error }) => ({ cause, error: clean(error) })),
    },
  };
  let hidden = 0;
  for (const one of seen.values()) hidden += one.hidden;
  return { diagnosis: told as unknown as RedactedDiagnosis, hidden };
}

function redactChanges(changes: DefinitionChanges, clean: (text: string) => string): DefinitionChanges {
  return {
    ...changes,
    changes: changes.changes.map((change) => ({
      ...change,
      ...(change.before === undefined ? {} : { before: clean(change.before) }),
      ...(change.after === undefined ? {} : { after: clean(change.after) }),
    })),
  };
}

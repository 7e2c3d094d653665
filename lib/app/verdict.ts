import type { Confidence } from '../domain/causes/cause';
import type { CauseId } from '../domain/causes/cause-id';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';

/** What `replay --format jsonl` says of one recording. The form is a contract. */
export interface Verdict {
  readonly id: string;
  readonly cause: CauseId | null;
  readonly incident: boolean;
  readonly confidence: Confidence | null;
  readonly variables: readonly string[];
  readonly candidates: readonly { readonly cause: CauseId; readonly confidence: Confidence }[];
  readonly quotes: readonly string[];
  readonly summary: string;
  readonly next: string;
}

export function verdictOf(id: string, diagnosis: Diagnosis | undefined): Verdict {
  if (diagnosis === undefined)
    return {
      id,
      cause: null,
      incident: false,
      confidence: null,
      variables: [],
      candidates: [],
      quotes: [],
      summary: 'Nothing is wrong that can be seen here.',
      next: 'Nothing to do.',
    };
  return {
    id,
    cause: diagnosis.cause.id,
    incident: diagnosis.cause.kind !== 'normal',
    confidence: diagnosis.confidence,
    variables: diagnosis.variables ?? [],
    candidates: [
      { cause: diagnosis.cause.id, confidence: diagnosis.confidence },
      ...diagnosis.alternatives.map(({ cause, finding }) => ({ cause: cause.id, confidence: finding.confidence })),
    ],
    quotes: diagnosis.quotes.map(({ text }) => text),
    summary: diagnosis.summary,
    next: diagnosis.next,
  };
}

import type { Cause } from '../causes/cause';
import { type Candidate, weightOf } from './diagnosis';

export interface Ranking {
  readonly ranked: readonly Candidate[];
  readonly superseded: readonly { readonly candidate: Candidate; readonly by: Cause }[];
}

/**
 * Drops what a better supported, more specific cause supersedes, then orders: what is at least likely and names a
 * cause comes before the honest general answers, then the surer first, then doomed before transient, then the text
 * of ECS before the application's, then the order of the register.
 */
export function rank(candidates: readonly Candidate[]): Ranking {
  const superseded = candidates.flatMap((candidate) => {
    const by = candidates.find(
      ({ cause, finding }) => weightOf(finding.confidence) >= 2 && cause.supersedes?.includes(candidate.cause.id),
    );
    return by === undefined ? [] : [{ candidate, by: by.cause }];
  });
  const rest = candidates.filter((candidate) => !superseded.some((one) => one.candidate === candidate));
  const ranked = rest
    .map((candidate, order) => ({ candidate, key: keyOf(candidate, order) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ candidate }) => candidate);
  return { ranked, superseded };
}

const KIND = { normal: 0, doomed: 0, transient: 1, unknown: 2 } as const;

function keyOf({ cause, finding }: Candidate, order: number): readonly number[] {
  const weight = weightOf(finding.confidence);
  const general = cause.kind === 'unknown' || weight < 2;
  const fromLog = finding.quotes[0]?.origin.kind === 'log';
  return [general ? 1 : 0, -weight, KIND[cause.kind], fromLog ? 1 : 0, order];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

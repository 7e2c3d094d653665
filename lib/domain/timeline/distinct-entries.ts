import type { EntryFact } from './facts';

/** Each fact once, by its id; where copies differ, the same one whatever order they came in. */
export function distinctEntries(entries: readonly EntryFact[]): readonly EntryFact[] {
  const distinct = new Map<string, EntryFact>();
  for (const fact of entries) {
    const other = distinct.get(fact.entryId);
    if (other === undefined || JSON.stringify(fact) < JSON.stringify(other)) distinct.set(fact.entryId, fact);
  }
  return [...distinct.values()];
}

import type { CauseId } from '../domain/causes/cause-id';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import type { CauseExample } from '../render/cause-page';
import { placeOf } from '../render/words';
import type { Replay } from './replay';

/** A recording, the folder it lies in, and what came of it. */
export interface Replayed {
  readonly folder: string;
  readonly id: string;
  readonly source?: string;
  readonly synthetic: boolean;
  readonly result: Replay;
}

const MOST = 4;

/** For the page of a cause: recordings of its folder that it wins, real cases and different texts first. */
export function causeExamples(replayed: readonly Replayed[]): ReadonlyMap<CauseId, readonly CauseExample[]> {
  const found = new Map<CauseId, CauseExample[]>();
  for (const one of [...replayed].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { diagnosis } = one.result;
    if (diagnosis === undefined) continue;
    const { cause } = diagnosis;
    if (one.folder !== cause.id && one.folder !== cause.group) continue;
    const told = redactDiagnosis(diagnosis).diagnosis;
    const [quote] = told.quotes;
    const example: CauseExample = {
      id: one.id,
      ...(one.source === undefined ? {} : { source: one.source }),
      synthetic: one.synthetic,
      confidence: told.confidence,
      summary: told.summary,
      ...(quote === undefined ? {} : { quote: quote.text, place: placeOf(quote.origin) }),
    };
    found.set(cause.id, [...(found.get(cause.id) ?? []), example]);
  }
  return new Map([...found].map(([id, examples]) => [id, chosen(examples)]));
}

function chosen(examples: readonly CauseExample[]): readonly CauseExample[] {
  const texts = new Set<string | undefined>();
  const different = examples.filter(({ quote, summary }) => {
    const text = quote ?? summary;
    if (texts.has(text)) return false;
    texts.add(text);
    return true;
  });
  const real = different.filter(({ synthetic }) => !synthetic);
  return [...real, ...different.filter(({ synthetic }) => synthetic)].slice(0, MOST);
}

import type { DiagnosisRecord } from '../../domain/diagnosis/diagnosis-record';
import { sinceWords } from '../alert/alert-parts';
import { placeOf } from '../words';
import { labelled, layOut, type Paragraph } from './block';
import type { Screen } from './paint';

/** What stands under the title: why and how sure, the proof, what changed, what to do, what else, what is not known. */
export function diagnosisText(screen: Screen, diagnosis: DiagnosisRecord): readonly string[] {
  const { chain, notes } = diagnosis;
  return [
    ...layOut(screen, { text: diagnosis.summary }, 2),
    ...layOut(screen, { text: `[${diagnosis.confidence}] ${diagnosis.cause}`, styles: ['dim'] }, 2),
    ...labelled(screen, 'because', repeatsNotes(chain, notes) ? [] : [{ text: chain.join(' ← ') }]),
    ...labelled(screen, 'proof', proof(diagnosis)),
    ...labelled(screen, 'changed', changed(diagnosis)),
    ...labelled(
      screen,
      'checked',
      notes.map((text) => ({ text, mark: '- ', markStyles: ['dim'] })),
    ),
    ...labelled(screen, 'do now', next(diagnosis)),
    ...labelled(screen, 'or else', alternatives(diagnosis)),
    ...labelled(screen, 'not seen', unchecked(diagnosis)),
  ];
}

/** A chain of one link says nothing, one of what the cross-checks say anyway says it twice. */
const repeatsNotes = (chain: readonly string[], notes: readonly string[]): boolean =>
  chain.slice(1).every((link) => notes.includes(link));

function proof({ quotes }: DiagnosisRecord): readonly Paragraph[] {
  const places = [...new Set(quotes.map(({ origin }) => placeOf(origin)))];
  return places.flatMap((place) => [
    { text: place, styles: ['dim'] as const },
    ...quotes
      .filter(({ origin }) => placeOf(origin) === place)
      .map(({ text }): Paragraph => ({ text, styles: ['cyan'], mark: '│ ', markStyles: ['dim'] })),
  ]);
}

/** Blamed changes first. */
function changed({ changed: record, revision }: DiagnosisRecord): readonly Paragraph[] {
  if (record === undefined) return [];
  const { since, changes, more } = record;
  const words = sinceWords(record);
  return [
    {
      text: changes.length === 0 ? `nothing in the task definition since ${words}` : `since ${words}`,
      styles: ['dim'],
    },
    ...changes.map(
      ({ text, blamed }): Paragraph => ({
        text,
        mark: blamed ? '▸ ' : '  ',
        markStyles: ['red'],
        styles: blamed ? ['bold'] : [],
      }),
    ),
    ...(more > 0 ? [{ text: `and ${more} more`, mark: '  ', styles: ['dim'] as const }] : []),
    ...(revision !== undefined && since !== undefined && revision < since
      ? [{ text: `revision ${revision} is older than revision ${since}`, styles: ['dim'] as const }]
      : []),
  ];
}

const next = ({ next: sentence, command }: DiagnosisRecord): readonly Paragraph[] => [
  { text: sentence, styles: ['bold'] },
  ...(command === undefined
    ? []
    : command
        .split('\n')
        .map((line): Paragraph => ({ text: line, mark: '$ ', markStyles: ['dim'], styles: ['green'], command: true }))),
];

const alternatives = ({ alternatives: all }: DiagnosisRecord): readonly Paragraph[] =>
  all.map(({ cause, title, confidence }) => ({
    text: `${title} [${confidence}] ${cause}`,
    mark: '- ',
    markStyles: ['dim'],
    styles: ['dim'],
  }));

function unchecked({ unchecked: all }: DiagnosisRecord): readonly Paragraph[] {
  const texts = new Set(all.map(({ what, reason }) => `${what}: ${reason}`));
  return [...texts].map((text) => ({ text, mark: '- ', markStyles: ['dim'], styles: ['dim'] }));
}

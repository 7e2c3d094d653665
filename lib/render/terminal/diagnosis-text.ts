import { changeKey, type DefinitionChange, describeChange } from '../../domain/definition/diff-definitions';
import type { RedactedDiagnosis } from '../../domain/diagnosis/redact-diagnosis';
import { placeOf } from '../words';
import { labelled, layOut, type Paragraph } from './block';
import type { Screen, Style } from './paint';

const MOST_CHANGES = 6;
const MOST_QUOTES = 3;
const MOST_ALTERNATIVES = 3;

/** What stands under the title: why and how sure, the proof, what changed, what to do, what else, what is not known. */
export function diagnosisText(screen: Screen, diagnosis: RedactedDiagnosis): readonly string[] {
  const { chain = [], notes = [] } = diagnosis;
  return [
    ...layOut(screen, { text: diagnosis.summary }, 2),
    ...layOut(screen, { text: `[${diagnosis.confidence}] ${diagnosis.cause.id}`, styles: ['dim'] }, 2),
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

function proof({ quotes }: RedactedDiagnosis): readonly Paragraph[] {
  const places = [...new Set(quotes.slice(0, MOST_QUOTES).map(({ origin }) => placeOf(origin)))];
  return places.flatMap((place) => [
    { text: place, styles: ['dim'] as const },
    ...quotes
      .slice(0, MOST_QUOTES)
      .filter(({ origin }) => placeOf(origin) === place)
      .map(({ text }): Paragraph => ({ text, styles: ['cyan'], mark: '│ ', markStyles: ['dim'] })),
  ]);
}

/** Blamed changes first. */
function changed({ changes, blames = [] }: RedactedDiagnosis): readonly Paragraph[] {
  if (changes === undefined) return [];
  const { from, to, basis } = changes;
  const name = from.revision === undefined ? from.arn : `revision ${from.revision}`;
  const since = `${name}, ${basis === 'completed' ? 'the last that was good' : 'the one before'}`;
  const blame = (change: DefinitionChange): number => {
    const index = blames.indexOf(changeKey(change));
    return index < 0 ? blames.length : index;
  };
  const ordered = [...changes.changes].sort((a, b) => blame(a) - blame(b));
  const shown = ordered.slice(0, MOST_CHANGES).map((change): Paragraph => {
    const blamed = blame(change) < blames.length;
    const styles: readonly Style[] = blamed ? ['bold'] : [];
    return { text: describeChange(change), mark: blamed ? '▸ ' : '  ', markStyles: ['red'], styles };
  });
  const more = ordered.length - shown.length;
  return [
    {
      text: ordered.length === 0 ? `nothing in the task definition since ${since}` : `since ${since}`,
      styles: ['dim'],
    },
    ...shown,
    ...(more > 0 ? [{ text: `and ${more} more`, mark: '  ', styles: ['dim'] as const }] : []),
    ...(to.revision !== undefined && from.revision !== undefined && to.revision < from.revision
      ? [{ text: `revision ${to.revision} is older than ${name}`, styles: ['dim'] as const }]
      : []),
  ];
}

const next = ({ next: sentence, command }: RedactedDiagnosis): readonly Paragraph[] => [
  { text: sentence, styles: ['bold'] },
  ...(command === undefined
    ? []
    : command
        .split('\n')
        .map((line): Paragraph => ({ text: line, mark: '$ ', markStyles: ['dim'], styles: ['green'], command: true }))),
];

const alternatives = ({ alternatives: all }: RedactedDiagnosis): readonly Paragraph[] =>
  all.slice(0, MOST_ALTERNATIVES).map(({ cause, finding }) => ({
    text: `${cause.title} [${finding.confidence}] ${cause.id}`,
    mark: '- ',
    markStyles: ['dim'],
    styles: ['dim'],
  }));

function unchecked({ unchecked: all }: RedactedDiagnosis): readonly Paragraph[] {
  const texts = new Set(all.map(({ what, reason }) => `${what}: ${reason}`));
  return [...texts].map((text) => ({ text, mark: '- ', markStyles: ['dim'], styles: ['dim'] }));
}

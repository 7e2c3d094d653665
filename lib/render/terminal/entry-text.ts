import type { CauseKind } from '../../domain/causes/cause';
import { recordOfRedacted } from '../../domain/diagnosis/diagnosis-record';
import type { StoryEntry } from '../story';
import { clockOf, counted, dayOf, durationOf } from '../words';
import { layOut } from './block';
import { diagnosisText } from './diagnosis-text';
import type { Screen, Style } from './paint';

const MARKS: Readonly<Record<CauseKind, readonly [string, Style]>> = {
  doomed: ['✖', 'red'],
  transient: ['▲', 'yellow'],
  unknown: ['?', 'yellow'],
  normal: ['·', 'dim'],
};

const clockMark = ({ at }: StoryEntry): string => (at === undefined ? '' : `${clockOf(at)} `);

const ownerOf = ({ subject }: StoryEntry): string =>
  subject.name === 'text' && subject.cluster === undefined
    ? ''
    : `${subject.name}${subject.cluster === undefined ? '' : ` (${subject.cluster})`}: `;

/** An entry in full: title, circumstances, and all that the diagnosis says. */
export function toldText(screen: Screen, entry: StoryEntry): readonly string[] {
  const { cause } = entry.diagnosis;
  const [mark, colour] = MARKS[cause.kind];
  const text = `${ownerOf(entry)}${cause.title}`;
  return [
    ...layOut(screen, {
      text,
      styles: ['bold', colour],
      mark: `${clockMark(entry)}${mark} `,
      markStyles: [colour],
    }),
    ...layOut(screen, { text: circumstances(entry).join(' · '), styles: ['dim'] }, 2).filter((line) => line !== ''),
    ...diagnosisText(screen, recordOfRedacted(entry.diagnosis)),
  ];
}

/** `3 stops in 4 min · revision 9 · container app · exit code 1` */
function circumstances({ count, unit, at, until, revision, diagnosis }: StoryEntry): readonly string[] {
  const span = at === undefined || until === undefined || until <= at ? '' : ` in ${durationOf(until - at)}`;
  return [
    ...(count > 1 ? [`${counted(count, unit)}${span}`] : []),
    ...(revision === undefined ? [] : [`revision ${revision}`]),
    ...(diagnosis.container === undefined ? [] : [`container ${diagnosis.container}`]),
    ...(diagnosis.exitCode === undefined ? [] : [`exit code ${diagnosis.exitCode}`]),
  ];
}

/** An entry on one line, and behind it why nobody is called, where there is a reason to tell. */
export function briefText(screen: Screen, entry: StoryEntry, because?: string): readonly string[] {
  const { manner, diagnosis } = entry;
  const [mark, colour] = MARKS[diagnosis.cause.kind];
  return layOut(screen, {
    text: `${briefly(entry)}${because === undefined ? '' : ` (${because})`}`,
    styles: ['dim'],
    mark: `${clockMark(entry)}${mark} `,
    markStyles: manner === 'normal' ? ['dim'] : [colour],
  });
}

function briefly(entry: StoryEntry): string {
  const { cause, summary } = entry.diagnosis;
  const many = entry.count > 1 ? ` (${counted(entry.count, entry.unit)})` : '';
  switch (entry.manner) {
    case 'normal':
      return `${namesItself(entry) ? '' : ownerOf(entry)}${summary}${many}`;
    case 'again':
      return `${ownerOf(entry)}again: ${cause.title}${many}, as told ${whenTold(entry)}`;
    case 'refers':
      return `${ownerOf(entry)}${cause.title}${many}, because ${entry.see?.title ?? ''}, as told ${whenTold(entry)}`;
    case 'told':
      return `${ownerOf(entry)}${cause.title}${many}`;
  }
}

const namesItself = ({ subject, diagnosis }: StoryEntry): boolean => diagnosis.summary.includes(subject.name);

function whenTold({ at, see }: StoryEntry): string {
  if (see?.at === undefined) return 'above';
  const day = dayOf(see.at);
  return at === undefined || dayOf(at) !== day ? `on ${day} at ${clockOf(see.at)}` : `at ${clockOf(see.at)}`;
}

import type { CauseKind } from '../../domain/causes/cause';
import type { Story, StoryEntry } from '../story';
import { clockOf, counted, dayOf, durationOf } from '../words';
import { layOut } from './block';
import { cellsOf, cutCells } from './cells';
import { diagnosisText } from './diagnosis-text';
import { harmless } from './harmless';
import type { Screen, Style } from './paint';
import { whyText } from './why-text';

const MARKS: Readonly<Record<CauseKind, readonly [string, Style]>> = {
  doomed: ['✖', 'red'],
  transient: ['▲', 'yellow'],
  unknown: ['?', 'yellow'],
  normal: ['·', 'dim'],
};

export interface StoryTextOptions {
  readonly why: boolean;
  /** False leaves out the line with the id, where there is but one short text. */
  readonly heading: boolean;
}

/** A world as it would have been told to a person, entry by entry. */
export function storyText(screen: Screen, story: Story, { why, heading }: StoryTextOptions): string {
  const lines: string[] = heading ? [headingOf(screen, story), ''] : [];
  let day: string | undefined;
  let dense = true;
  for (const entry of story.entries) {
    const today = entry.at === undefined ? undefined : dayOf(entry.at);
    if (today !== undefined && today !== day) {
      if (day !== undefined) lines.push('');
      lines.push(screen.paint(`${today}, UTC`, 'dim'), ...(entry.manner === 'told' ? [] : ['']));
      day = today;
      dense = true;
    }
    const full = entry.manner === 'told';
    if ((full || !dense) && lines.length > 0 && lines.at(-1) !== '') lines.push('');
    lines.push(...(full ? toldText(screen, entry) : briefText(screen, entry)));
    if (why) lines.push(...whyText(screen, entry.diagnosis));
    dense = !full && !why;
  }
  if (story.entries.length === 0 && story.unexplained === 0)
    lines.push(...layOut(screen, { text: 'Nothing is wrong that can be seen here.', styles: ['green'], mark: '✓ ' }));
  if (story.unexplained > 0)
    lines.push(
      ...(lines.at(-1) === '' ? [] : ['']),
      ...layOut(screen, { text: `${counted(story.unexplained, 'stop')}: nothing explains it.`, mark: '? ' }),
    );
  return [...lines, ...leftAlone(screen, story, why), ''].join('\n');
}

function headingOf(screen: Screen, { id, source }: Story): string {
  const name = cutCells(harmless(id), Math.max(8, screen.width - 6));
  const room = screen.width - cellsOf(name) - 5;
  const from = source === undefined || room < 16 ? '' : ` ${cutCells(harmless(source), room - 2)}`;
  const rule = '─'.repeat(Math.max(0, room - cellsOf(from)));
  return `${screen.paint('── ', 'dim')}${screen.paint(name, 'bold')}${screen.paint(`${from} ${rule}`, 'dim')}`;
}

const clockMark = ({ at }: StoryEntry): string => (at === undefined ? '' : `${clockOf(at)} `);

const ownerOf = ({ subject }: StoryEntry): string =>
  subject.name === 'text' && subject.cluster === undefined
    ? ''
    : `${subject.name}${subject.cluster === undefined ? '' : ` (${subject.cluster})`}: `;

function toldText(screen: Screen, entry: StoryEntry): readonly string[] {
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
    ...diagnosisText(screen, entry.diagnosis),
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

function briefText(screen: Screen, entry: StoryEntry): readonly string[] {
  const { cause, summary } = entry.diagnosis;
  const [mark, colour] = MARKS[cause.kind];
  const many = entry.count > 1 ? ` (${counted(entry.count, entry.unit)})` : '';
  const told = `as told ${whenTold(entry)}`;
  const text =
    entry.manner === 'normal'
      ? `${namesItself(entry) ? '' : ownerOf(entry)}${summary}${many}`
      : entry.manner === 'again'
        ? `${ownerOf(entry)}again: ${cause.title}${many}, ${told}`
        : `${ownerOf(entry)}${cause.title}${many}, because ${entry.see?.title ?? ''}, ${told}`;
  return layOut(screen, {
    text,
    styles: ['dim'],
    mark: `${clockMark(entry)}${mark} `,
    markStyles: entry.manner === 'normal' ? ['dim'] : [colour],
  });
}

const namesItself = ({ subject, diagnosis }: StoryEntry): boolean => diagnosis.summary.includes(subject.name);

function whenTold({ at, see }: StoryEntry): string {
  if (see?.at === undefined) return 'above';
  const day = dayOf(see.at);
  return at === undefined || dayOf(at) !== day ? `on ${day} at ${clockOf(see.at)}` : `at ${clockOf(see.at)}`;
}

function leftAlone(screen: Screen, { leftAlone: all }: Story, why: boolean): readonly string[] {
  if (all.length === 0) return [];
  if (why)
    return [
      '',
      ...all.flatMap(({ index, because }) =>
        layOut(screen, { text: `event ${index + 1} was left alone: ${because}`, mark: '- ', styles: ['dim'] }),
      ),
    ];
  return [
    '',
    ...layOut(screen, { text: `${counted(all.length, 'event')} left alone (--why says why)`, styles: ['dim'] }),
  ];
}

import type { Unchecked } from '../../domain/causes/cause';
import type { DiagnosisRecord } from '../../domain/diagnosis/diagnosis-record';
import type { Answer, UnreadPart } from '../answer';
import { stateOf } from '../answer-state';
import { answerTitle, faultIn } from '../answer-title';
import { counted, durationOf } from '../words';
import { labelled, layOut, type Paragraph } from './block';
import { diagnosisText } from './diagnosis-text';
import type { Screen, Style } from './paint';

type State = Answer['standing']['state'];

const MINUTE = 60_000;

/** The sign of each state, and its colour. */
export const STATE_MARKS: Readonly<Record<State, readonly [mark: string, style: Style]>> = {
  failing: ['✖', 'red'],
  unknown: ['?', 'yellow'],
  changing: ['▲', 'yellow'],
  healthy: ['✓', 'green'],
  'at-zero': ['·', 'dim'],
  going: ['·', 'dim'],
};

/** An answer for people: the cause first, then proof, change, what to do, and what could not be looked at. */
export function answerText(screen: Screen, answer: Answer): string {
  const [mark, style] = STATE_MARKS[stateOf(answer)];
  const { diagnosis } = answer;
  const isOver = answer.task === undefined && answer.standing.state !== 'failing';
  const lines = [
    ...layOut(screen, { text: answerTitle(answer), styles: ['bold', style], mark: `${mark} `, markStyles: [style] }),
    ...layOut(screen, { text: circumstances(answer).join(' · '), styles: ['dim'] }, 2).filter((line) => line !== ''),
  ];
  const fault = faultIn(answer);
  if (fault !== undefined) {
    if (isOver) lines.push('', ...layOut(screen, { text: before(answer), styles: ['bold'] }, 2));
    lines.push(...diagnosisText(screen, withUnread(fault, answer.unread)));
  } else {
    if (diagnosis !== undefined) lines.push(...layOut(screen, { text: diagnosis.summary }, 2));
    lines.push(...labelled(screen, 'not seen', notSeen(answer.unread)));
  }
  return [
    ...lines,
    ...labelled(screen, 'capacity', answer.capacity.map(asItem)),
    ...labelled(screen, 'also', answer.also.map(alsoItem)),
    ...permissionLines(screen, answer.unread),
    '',
  ].join('\n');
}

/** What could not be read for want of a permission: the actions to add, each once. */
export function permissionLines(screen: Screen, unread: readonly UnreadPart[]): readonly string[] {
  const actions = [...new Set(unread.filter(({ denied }) => denied).map(({ action }) => action))];
  return labelled(screen, 'to allow', [
    ...actions.map((text): Paragraph => ({ text, styles: ['bold'] })),
    ...(actions.length === 0
      ? []
      : [{ text: 'ecs-medic diagnose --print-policy prints all that it reads', styles: ['dim'] as const }]),
  ]);
}

/** `12 tasks failed in 50 min, the last 2 min ago · revision 9 · container app · exit code 1` */
function circumstances({ stops, at, revision, diagnosis, standing, task }: Answer): readonly string[] {
  const { failed, first, last } = stops;
  const span = first === undefined || last === undefined || failed < 2 ? '' : ` in ${durationOf(last - first)}`;
  const ago = last === undefined ? '' : `, the last ${durationOf(at - last)} ago`;
  const isNow = standing.state === 'failing' || task !== undefined;
  return [
    ...(failed > 0 && isNow ? [`${counted(failed, 'task')} failed${span}${ago}`] : []),
    ...(standing.state === 'failing' && failed === 0 && at - (standing.since ?? at) >= MINUTE
      ? [`for ${durationOf(at - (standing.since ?? at))}`]
      : []),
    ...(revision === undefined || !isNow ? [] : [`revision ${revision}`]),
    ...(diagnosis?.container === undefined || !isNow ? [] : [`container ${diagnosis.container}`]),
    ...(diagnosis?.exitCode === undefined || !isNow ? [] : [`exit code ${diagnosis.exitCode}`]),
  ];
}

function before({ stops: { failed, last }, at, diagnosis }: Answer): string {
  const when = last === undefined ? '' : ` until ${durationOf(at - last)} ago`;
  const what = failed === 0 ? 'It was' : `${counted(failed, 'task')} failed${when}`;
  return `${what}: ${diagnosis?.headline ?? diagnosis?.title ?? 'nothing explains it'}`;
}

/** What the engine missed, and what else could not be read; each reason once. */
function withUnread(diagnosis: DiagnosisRecord, unread: readonly UnreadPart[]): DiagnosisRecord {
  const all: readonly Unchecked[] = [...diagnosis.unchecked, ...unread];
  const isFirst = ({ reason }: Unchecked, place: number) => all.findIndex((one) => one.reason === reason) === place;
  return { ...diagnosis, unchecked: all.filter(isFirst) };
}

const notSeen = (unread: readonly UnreadPart[]): readonly Paragraph[] =>
  unread.map(({ what, reason }) => asItem(`${what}: ${reason}`));

const asItem = (text: string): Paragraph => ({ text, mark: '- ', markStyles: ['dim'], styles: ['dim'] });

const alsoItem = ({ title, confidence, cause, stops }: Answer['also'][number]): Paragraph =>
  asItem(`${title} [${confidence}] ${cause}${stops === 0 ? '' : ` (${counted(stops, 'stop')})`}`);

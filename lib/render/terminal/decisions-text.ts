import { ROLL_BACK_TAG, SCALE_TO_ZERO_TAG } from '../../domain/action/action-tags';
import { ownCommand } from '../../domain/action/commands';
import type { DecisionRow, DecisionWord } from '../../domain/action/decision-row';
import { ACTION_WORDS } from '../../domain/action/decision-rows';
import type { Hold } from '../../domain/action/hold';
import { type Subject, subjectKey } from '../../domain/incident/subject';
import { nameOf } from '../alert/alert-title';
import { type ZoneClock, zoneClock } from '../timeline/zone-clock';
import { counted, listed } from '../words';
import { commandLines } from './action-plan';
import { layOut } from './block';
import { cellsOf, cutCells, wrapWords } from './cells';
import { harmless } from './harmless';
import { holdLines } from './hold-lines';
import type { Screen, Style } from './paint';
import { plainTable } from './plain-table';

export interface ShownDecisions {
  /** Oldest first. */
  readonly decisions: readonly DecisionRow[];
  readonly held: readonly { readonly subject: Subject; readonly hold: Hold; readonly region?: string }[];
  readonly latched: readonly { readonly subject: Subject; readonly failedActions: number }[];
  /** Milliseconds since 1970. */
  readonly since: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly region?: string;
  /** Stack whose table it is. */
  readonly stack?: string;
}

/** Equal decisions in one line. */
interface Line {
  readonly last: DecisionRow;
  readonly count: number;
  readonly firstAt: number;
}

const SHOWN: Readonly<Record<DecisionWord, readonly [word: string, style: Style, summary: string]>> = {
  'would-have': ['would have', 'cyan', 'would have been done'],
  refuse: ['refused', 'yellow', 'refused'],
  do: ['begun', 'yellow', 'not settled'],
  unknown: ['not known', 'yellow', 'not settled'],
  verified: ['done', 'green', 'done'],
  reverted: ['taken back', 'yellow', 'taken back'],
  failed: ['failed', 'red', 'failed'],
  released: ['let go', 'dim', 'let go'],
};

/** What was decided, newest last, with how often; then a summary, how to allow what was not, and what stands now. */
export function decisionsText(screen: Screen, shown: ShownDecisions): string {
  const { held, latched, since, timeZone } = shown;
  const decisions = withoutBeginnings(shown.decisions);
  const clock = zoneClock(timeZone, [since, ...decisions.map(({ at }) => at), ...held.map(({ hold }) => hold.since)]);
  const lines = grouped(decisions);
  const parts = [
    layOut(screen, { text: `Times in ${clock.zone}, since ${timeOf(clock, since)}`, styles: ['dim'] }),
    lines.length === 0 ? [] : tableOf(screen, lines, clock),
    [...layOut(screen, { text: summaryOf(decisions), styles: ['bold'] }), ...hintsOf(screen, decisions)],
    heldPart(screen, shown, clock),
    latched.length === 0 ? [] : latchedPart(screen, shown),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** What was begun is told by how it ended. */
function withoutBeginnings(decisions: readonly DecisionRow[]): readonly DecisionRow[] {
  const ended = new Set(decisions.filter(({ decision }) => !IS_OPEN.has(decision)).map(attemptOf));
  const unknown = new Set(decisions.filter(({ decision }) => decision === 'unknown').map(attemptOf));
  return decisions.filter((row) => {
    if (!IS_OPEN.has(row.decision)) return true;
    return !ended.has(attemptOf(row)) && (row.decision === 'unknown' || !unknown.has(attemptOf(row)));
  });
}

const IS_OPEN: ReadonlySet<DecisionWord> = new Set<DecisionWord>(['do', 'unknown']);

const attemptOf = ({ subject, decisionId }: DecisionRow): string =>
  `${subjectKey(subject)} ${decisionId.slice(0, decisionId.lastIndexOf('/'))}`;

/** Equal ones in one line, at the time of the last. Reasons differ by their values, so the safeguard counts. */
function grouped(decisions: readonly DecisionRow[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const row of decisions) {
    const { subject, action, owner, decision, guard, reason } = row;
    const key = JSON.stringify([subjectKey(subject), action, owner, decision, guard ?? reason]);
    const before = lines.get(key);
    lines.delete(key);
    lines.set(key, { last: row, count: (before?.count ?? 0) + 1, firstAt: before?.firstAt ?? row.at });
  }
  return [...lines.values()];
}

const GAP = 2;
const TIME = 'Wed 25 Nov 13:05'.length + GAP;
const ACTION = 'scale to zero'.length + GAP;
const DECISION = 'taken back'.length + GAP;
const WIDEST_NAME = 34;
/** Below this the reason stands under its decision. */
const NARROWEST_REASON = 36;
/** Below this what was decided on stands under it too. */
const NARROWEST_WHAT = 30;

function tableOf(screen: Screen, lines: readonly Line[], clock: ZoneClock): readonly string[] {
  const names = lines.map(({ last }) => harmless(nameOf(last.subject)));
  const nameWidth = Math.min(WIDEST_NAME, Math.max('service'.length, ...names.map(cellsOf))) + GAP;
  const room = screen.width - TIME - nameWidth - ACTION - DECISION;
  if (room < NARROWEST_REASON) return lines.flatMap((line) => stacked(screen, line, clock));
  const head = ['time', 'service', 'action', 'decision', 'reason'].map((name) => screen.paint(name, 'dim'));
  const rows = lines.map((line, index) => {
    const { last } = line;
    const [word, style] = SHOWN[last.decision];
    return [
      timeOf(clock, last.at),
      cutCells(names[index] ?? '', nameWidth - GAP),
      `${ACTION_WORDS[last.action]}${byWhom(last) === '' ? '' : `\n${byWhom(last)}`}`,
      screen.paint(word, style),
      wrapWords(harmless(reasonOf(line, clock)), room).join('\n'),
    ];
  });
  return [plainTable([head, ...rows], [TIME, nameWidth, ACTION, DECISION, room])];
}

function stacked(screen: Screen, line: Line, clock: ZoneClock): readonly string[] {
  const { last } = line;
  const [word, style] = SHOWN[last.decision];
  const by = byWhom(last);
  const what = `${ACTION_WORDS[last.action]}, ${nameOf(last.subject)}${by === '' ? '' : `, ${by}`}`;
  const lead = `${timeOf(clock, last.at)}  ${word.padEnd(DECISION)}`;
  const isNarrow = screen.width - lead.length < NARROWEST_WHAT;
  return [
    ...(isNarrow
      ? [screen.paint(lead.trimEnd(), style), ...layOut(screen, { text: what }, 4)]
      : layOut(screen, { text: what, mark: lead, markStyles: [style] })),
    ...layOut(screen, { text: reasonOf(line, clock), styles: ['dim'] }, 4),
  ];
}

const byWhom = ({ owner }: DecisionRow): string =>
  owner === 'incident' ? '' : owner === 'schedule' ? 'by schedule' : 'by a person';

function reasonOf({ last, count, firstAt }: Line, clock: ZoneClock): string {
  const { reason, before, after } = last;
  const counts = before === undefined || after === undefined || before === after ? '' : `${before} → ${after}: `;
  return `${counts}${reason}${count === 1 ? '' : ` (${count} times since ${timeOf(clock, firstAt)})`}`;
}

/** `Wed 25 Nov 13:05` */
const timeOf = (clock: ZoneClock, at: number): string => `${clock.day(at).replace(/ \d+$/, '')} ${clock.minute(at)}`;

/** `12 decisions: 3 would have been done, 9 refused.` */
function summaryOf(decisions: readonly DecisionRow[]): string {
  if (decisions.length === 0) return 'No decisions.';
  const counts = new Map<string, number>();
  for (const { decision } of decisions) {
    const [, , summary] = SHOWN[decision];
    counts.set(summary, (counts.get(summary) ?? 0) + 1);
  }
  const order = [...new Set(Object.values(SHOWN).map(([, , summary]) => summary))];
  const said = order.flatMap((summary) => {
    const count = counts.get(summary);
    return count === undefined ? [] : [`${count.toLocaleString('en-US')} ${summary}`];
  });
  return `${counted(decisions.length, 'decision')}: ${said.join(', ')}.`;
}

/** How to allow what would have been done. */
function hintsOf(screen: Screen, decisions: readonly DecisionRow[]): readonly string[] {
  const wouldHave = decisions.filter(({ decision }) => decision === 'would-have');
  const of = (guard: DecisionRow['guard'], isSchedule: boolean): readonly DecisionRow[] =>
    wouldHave.filter((row) => row.guard === guard && (row.owner === 'schedule') === isSchedule);
  const untagged = of('not-opted-in', false);
  const tags = [
    ...(untagged.some(({ action }) => action === 'scale-to-zero') ? [`${SCALE_TO_ZERO_TAG}=allow`] : []),
    ...(untagged.some(({ action }) => action === 'roll-back') ? [`${ROLL_BACK_TAG}=allow`] : []),
  ];
  const names = [...new Set(untagged.map(({ subject }) => nameOf(subject)))];
  const sentences = [
    ...(tags.length === 0 ? [] : [`To allow it for ${listed(names, 3)}: tag the service ${tags.join(' or ')}.`]),
    ...(of('observe-mode', false).length + untagged.length === 0
      ? []
      : ['To let ecs-medic act on incidents: deploy it with --param="actions=enforce" (docs/actions.md).']),
    ...(of('observe-mode', true).length === 0
      ? []
      : ['To let it follow schedules: deploy it with --param="schedules=enforce" (docs/schedules.md).']),
    ...(wouldHave.some(({ guard }) => guard === 'switched-off')
      ? [
          'Actions are switched off: the switch is the SSM parameter that the output ActionsSwitchName of the stack names.',
        ]
      : []),
  ];
  return sentences.flatMap((text) => layOut(screen, { text }));
}

function heldPart(screen: Screen, { held, region, stack }: ShownDecisions, clock: ZoneClock): readonly string[] {
  if (held.length === 0) return layOut(screen, { text: 'No service is held at zero.', styles: ['dim'] });
  return [
    ...layOut(screen, { text: 'Held at zero', styles: ['bold'] }),
    ...held.flatMap((one) => [
      ...holdLines(screen, one, timeOf(clock, one.hold.since)),
      ...commandsBelow(screen, ownCommand('restore', one.subject, one.region ?? region, stack)),
    ]),
  ];
}

const latchedPart = (screen: Screen, { latched, region, stack }: ShownDecisions): readonly string[] => [
  ...layOut(screen, { text: 'Latched: only a person may act', styles: ['bold'] }),
  ...latched.flatMap(({ subject, failedActions }) => [
    ...layOut(
      screen,
      { text: `${nameOf(subject)}: ${counted(failedActions, 'action')} in a row did not end well`, mark: '- ' },
      2,
    ),
    ...commandsBelow(screen, ownCommand('unlatch', subject, region, stack)),
  ]),
];

const commandsBelow = (screen: Screen, command: string): readonly string[] =>
  commandLines([command]).flatMap((line) => layOut(screen, line, 4));

import { AREAS, type Area, type PartHealth, type PartState } from '../../domain/doctor/part-health';
import { labelled, layOut, type Paragraph } from './block';
import type { Screen, Style } from './paint';

/** What was found of a deployment, as it may be shown. */
export interface ExaminationLines {
  readonly stack: string;
  readonly region: string;
  readonly counts: Readonly<Record<PartState, number>>;
  readonly parts: readonly PartHealth[];
}

/** Words carry the meaning; colour only helps. */
const STATES: Readonly<Record<PartState, readonly [word: string, style: Style]>> = {
  failed: ['failed', 'red'],
  'not-checked': ['not checked', 'yellow'],
  warning: ['warning', 'yellow'],
  ok: ['ok', 'green'],
};

const TITLES: Readonly<Record<Area, string>> = {
  stack: 'the stack',
  events: 'events come in',
  evidence: 'evidence is read',
  delivery: 'alerts go out',
  watch: 'the clock ticks',
  actions: 'services are changed',
  table: 'what is remembered',
  alarms: 'trouble is told',
};

const MARK = 'not checked'.length + 1;

/** The sum in the first line, then part by part in the way of an event: how it is, what was seen, what to do. */
export function examinationText(screen: Screen, { stack, region, counts, parts }: ExaminationLines): string {
  const words = (Object.keys(STATES) as PartState[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${STATES[state][0]}`);
  const isWell = counts.failed === 0 && counts['not-checked'] === 0;
  const head = layOut(screen, {
    text: `${stack} (${region}): ${words.join(', ')}`,
    styles: ['bold', counts.failed > 0 ? 'red' : isWell ? 'green' : 'yellow'],
  });
  const areas = AREAS.flatMap((area) => {
    const some = parts.filter((part) => part.area === area);
    return some.length === 0
      ? []
      : [[screen.paint(TITLES[area], 'bold'), ...some.flatMap((part) => partLines(screen, part))]];
  });
  return `${[head, ...areas].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function partLines(screen: Screen, { state, part, seen, fixes, commands }: PartHealth): readonly string[] {
  const [word, style] = STATES[state];
  return [
    ...layOut(screen, { text: `${part}: ${seen}`, mark: word.padEnd(MARK), markStyles: [style] }),
    ...(state === 'ok'
      ? []
      : labelled(screen, 'do', [
          ...fixes.map((text): Paragraph => ({ text })),
          ...commands.map(
            (text): Paragraph => ({ text, mark: '$ ', markStyles: ['dim'], styles: ['green'], command: true }),
          ),
        ])),
  ];
}

import { type Child, tag } from '../markup';
import { bubble } from './alerts-lane';
import { drawNormalSign, drawSign, SIGN } from './draw-sign';
import { MARGIN, SIZE, WIDTH } from './lane';
import type { LegendItem } from './legend';
import { pictureText } from './picture-text';
import { fitText, textWidth } from './text-width';
import { tornStrip } from './torn-strip';

const ROW = 22;
const HEADING = 20;
/** Between a sign, its number and its words. */
const GAP = 8;
/** Where the second block begins. */
const SECOND = 572;

/** Signs, other than those of stops, that the picture has. */
export interface UsedSigns {
  readonly incidents: boolean;
  readonly recoveries: boolean;
  readonly alerts: boolean;
  readonly ends: boolean;
  readonly edits: boolean;
  readonly decisions: boolean;
  readonly breaks: boolean;
}

interface Drawn {
  readonly height: number;
  readonly content: Child;
}

/** What all signs mean, from y = 0 downwards: the causes with their numbers, the other signs beside them. */
export function drawLegend(items: readonly LegendItem[], used: UsedSigns): Drawn {
  const others = otherSigns(used);
  const rows = Math.max(items.length, others.length);
  if (rows === 0) return { height: 0, content: undefined };
  const second = items.length === 0 ? MARGIN : SECOND;
  return {
    height: HEADING + rows * ROW,
    content: [
      items.length === 0 ? undefined : stopsBlock(items, others.length === 0 ? WIDTH - MARGIN : SECOND - 2 * MARGIN),
      others.length === 0 ? undefined : titleOf('Other signs', second),
      others.map(({ sign, words }, index) => {
        const y = middleOf(index);
        return [sign(second + SIGN, y), wordsAt(words, second + 2 * SIGN + GAP, y)];
      }),
    ],
  };
}

const middleOf = (index: number): number => HEADING + index * ROW + ROW / 2;

const titleOf = (words: string, x: number): Child =>
  pictureText(words, { x, y: 12, size: SIZE, tone: 'tl-muted', bold: true });

const wordsAt = (words: string, x: number, y: number): Child => pictureText(words, { x, y: y + 4, size: SIZE });

function stopsBlock(items: readonly LegendItem[], end: number): Child {
  const numbers = items.map(({ count }) => (count === 0 ? '–' : `×${count.toLocaleString('en-US')}`));
  const numberAt = MARGIN + 2 * SIGN + GAP;
  const wordsX = numberAt + Math.max(...numbers.map((number) => textWidth(number, SIZE, true))) + GAP;
  return [
    titleOf('Stops by cause', MARGIN),
    items.map(({ sign, words }, index) => {
      const y = middleOf(index);
      return [
        sign === undefined ? drawNormalSign(MARGIN + SIGN, y) : drawSign(sign, MARGIN + SIGN, y),
        pictureText(numbers[index] ?? '', { x: numberAt, y: y + 4, size: SIZE, bold: true }),
        wordsAt(fitText(words, SIZE, end - wordsX), wordsX, y),
      ];
    }),
  ];
}

interface OtherSign {
  readonly sign: (x: number, y: number) => Child;
  readonly words: string;
}

function otherSigns(used: UsedSigns): readonly OtherSign[] {
  const signs: readonly (OtherSign | false)[] = [
    used.incidents && {
      sign: (x, y) => [
        tag('rect', { class: 'tl-incident-over', x: x - SIGN, y: y - 6, width: 20, height: 12, rx: 3 }),
        tag('rect', {
          class: 'tl-incident',
          x: x - SIGN,
          y: y - 6,
          width: used.recoveries ? 11 : 20,
          height: 12,
          rx: 3,
        }),
      ],
      words: used.recoveries ? 'failing, then recovered' : 'failing',
    },
    used.alerts && { sign: (x, y) => bubble('A', x, y), words: 'people are told of cause A' },
    used.ends && { sign: (x, y) => bubble(undefined, x, y), words: 'people are told that it is over' },
    used.edits && {
      sign: (x, y) => tag('circle', { class: 'tl-edit', cx: x, cy: y, r: 2.5 }),
      words: 'a message is edited',
    },
    used.decisions && {
      sign: (x, y) => tag('rect', { class: 'tl-action tl-hollow', x: x - 6, y: y - 6, width: 12, height: 12 }),
      words: 'hollow: decided, not done',
    },
    used.breaks && {
      sign: (x, y) => [
        tag('rect', { class: 'tl-panel', x: x - SIGN, y: y - 8, width: 2 * SIGN, height: 16 }),
        tornStrip({ x0: x - 4, x1: x + 4, from: 0, to: 0 }, y - 8, y + 8, 'nothing happens'),
      ],
      words: 'a long time without an event',
    },
  ];
  return signs.filter((one) => one !== false);
}

import { coordinate, type Markup, tag } from '../markup';
import { pictureText } from './picture-text';
import type { StopSign } from './stop-signs';

type Points = readonly (readonly [x: number, y: number])[];

const SHAPES: readonly ('circle' | 'square' | Points)[] = [
  'circle',
  'square',
  [
    [0, -10],
    [10, 0],
    [0, 10],
    [-10, 0],
  ],
  [
    [-5, -8.7],
    [5, -8.7],
    [10, 0],
    [5, 8.7],
    [-5, 8.7],
    [-10, 0],
  ],
  [
    [0, -10.5],
    [10, 7.5],
    [-10, 7.5],
  ],
  [
    [0, 10.5],
    [10, -7.5],
    [-10, -7.5],
  ],
];
/** Where the letter stands best in a triangle. */
const LETTER_DOWN: ReadonlyMap<number, number> = new Map([
  [4, 1.5],
  [5, -1.5],
]);
const COLOURS = 8;

/** Half of the room that a sign takes, in both directions. Pixels. */
export const SIGN = 10;
export const NORMAL_SIGN = 5;

/** The sign of a cause around a point. */
export function drawSign({ letter, index }: StopSign, x: number, y: number): readonly Markup[] {
  const shape = index % SHAPES.length;
  return [
    shapeOf(SHAPES[shape] ?? 'circle', `tl-sign tl-cause${index % COLOURS}`, x, y),
    pictureText(letter, {
      x,
      y: y + 3.8 + (LETTER_DOWN.get(shape) ?? 0),
      size: letter.length > 1 ? 8 : 10.5,
      anchor: 'middle',
      tone: 'tl-letter',
      bold: true,
    }),
  ];
}

/** The sign of stops that are no failure. */
export const drawNormalSign = (x: number, y: number): Markup =>
  tag('circle', { class: 'tl-normal', cx: x, cy: y, r: NORMAL_SIGN - 1 });

function shapeOf(shape: 'circle' | 'square' | Points, name: string, x: number, y: number): Markup {
  if (shape === 'circle') return tag('circle', { class: name, cx: x, cy: y, r: 8.5 });
  if (shape === 'square') return tag('rect', { class: name, x: x - 8, y: y - 8, width: 16, height: 16, rx: 2.5 });
  return tag('polygon', {
    class: name,
    points: shape.map(([dx, dy]) => `${coordinate(x + dx)},${coordinate(y + dy)}`).join(' '),
  });
}

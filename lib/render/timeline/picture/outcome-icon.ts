import type { DeploymentSpan } from '../deployment-spans';
import { coordinate, type Markup, tag } from '../markup';

/** Room that an icon takes, in both directions. Pixels. */
export const ICON = 11;

type Line = readonly (readonly [x: number, y: number])[];

const CHECK: readonly Line[] = [
  [
    [1.5, 5.8],
    [4.2, 8.5],
    [9.5, 2.5],
  ],
];
const CROSS: readonly Line[] = [
  [
    [2, 2],
    [9, 9],
  ],
  [
    [9, 2],
    [2, 9],
  ],
];
const BACK: readonly Line[] = [
  [
    [4.5, 1.5],
    [1.5, 4.5],
    [4.5, 7.5],
  ],
  [
    [1.5, 4.5],
    [9.5, 4.5],
    [9.5, 9.5],
    [6, 9.5],
  ],
];
const ON: readonly Line[] = [
  [
    [1.5, 2],
    [5, 5.5],
    [1.5, 9],
  ],
  [
    [6, 2],
    [9.5, 5.5],
    [6, 9],
  ],
];
const DOTS: readonly Line[] = [1.5, 5.2, 8.9].map((x) => [
  [x, 5.5],
  [x + 0.6, 5.5],
]);

const LINES: Readonly<Record<DeploymentSpan['outcome'], readonly Line[]>> = {
  completed: CHECK,
  failed: CROSS,
  'rolled-back': BACK,
  'in-progress': DOTS,
  replaced: ON,
};

/** The sign of an outcome, drawn: a font may lack it. Its left upper corner is at x, y. */
export const outcomeIcon = (outcome: DeploymentSpan['outcome'], x: number, y: number): Markup =>
  tag('path', { class: `tl-icon tl-icon-${outcome}`, d: pathOf(LINES[outcome], x, y) });

export const checkMark = (x: number, y: number): Markup => tag('path', { class: 'tl-check', d: pathOf(CHECK, x, y) });

const pathOf = (lines: readonly Line[], x: number, y: number): string =>
  lines.map((line) => `M${line.map(([dx, dy]) => `${coordinate(x + dx)} ${coordinate(y + dy)}`).join('L')}`).join('');

import type { Child } from '../markup';

/** A row of the picture, drawn from y = 0 downwards. Pixels. */
export interface Lane {
  readonly label: string;
  /** Below the label. */
  readonly note?: string;
  /** What the lines mean, drawn below the label; in the coordinates of the lane. */
  readonly key?: Child;
  readonly height: number;
  /** What a break of the time axis cuts: bars and lines. */
  readonly under: Child;
  /** What stands above it: signs and texts. */
  readonly over: Child;
}

export const WIDTH = 800;
export const MARGIN = 16;
/** Left and right end of where time is drawn. */
export const PLOT = { x0: 112, x1: 784 } as const;

/** Size of texts in lanes. */
export const SIZE = 11;

/** Room for the label of a lane, and for a line below it. */
export const LEAST_HEIGHT = 30;
export const HEIGHT_WITH_NOTE = 42;

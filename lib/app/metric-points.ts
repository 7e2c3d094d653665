import type { Point } from './doctor-ports';

/** All that was counted. */
export const sumOf = (points: readonly Point[]): number => points.reduce((sum, { value }) => sum + value, 0);

/** When something was counted last, milliseconds since 1970; `points` are the newest first. */
export const lastCounted = (points: readonly Point[]): number | undefined => points.find(({ value }) => value > 0)?.at;

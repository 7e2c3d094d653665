import type { Episode } from './facts';

/** When an incident first failed. */
export const firstFailureOf = ({ openedAt, causes }: Episode): number =>
  Math.min(openedAt, ...causes.map(({ firstAt }) => firstAt));

/** When it last failed, by the causes that are still remembered. */
export const lastFailureOf = ({ openedAt, causes }: Episode): number =>
  Math.max(openedAt, ...causes.map(({ lastAt }) => lastAt));

/** Whether a time lies in an incident, from its first failure to its end. */
export const isDuring = (episode: Episode, at: number): boolean =>
  firstFailureOf(episode) <= at && at <= (episode.closedAt ?? Number.POSITIVE_INFINITY);

import type { Confidence } from '../causes/cause';
import type { CauseId } from '../causes/cause-id';
import { causeWords } from './cause-words';
import { namedCause } from './entry-title';
import { type Episode, type EpisodeCause, numberOf, type StopFact } from './facts';

/** Why a task stopped, as far as it is known today. */
export interface StopCause {
  readonly cause: CauseId;
  readonly title: string;
  readonly isNormal: boolean;
  readonly confidence?: Confidence;
}

/**
 * The cause of a stop. A row holds what its event alone showed; where that was only general, the incident knows better
 * once the evidence was read.
 */
export function stopCauseOf(stop: StopFact, episodes: readonly Episode[]): StopCause | undefined {
  const episode = episodes.find(({ incidentId }) => numberOf(incidentId) === stop.episode);
  const better = episode === undefined ? undefined : sharperCause(stop, episode);
  if (better !== undefined) {
    const { cause, diagnosis } = better;
    const { title } = causeWords(cause);
    return diagnosis === undefined
      ? { cause, title, isNormal: false }
      : { cause, title: namedCause(diagnosis), isNormal: false, confidence: diagnosis.confidence };
  }
  if (stop.cause === undefined) return undefined;
  const { title, kind } = causeWords(stop.cause);
  return { cause: stop.cause, title, isNormal: kind === 'normal' };
}

/** The incident's cause that this stop was counted under, as far as the rows tell; undefined where several may be it. */
function sharperCause(stop: StopFact, { causes }: Episode): EpisodeCause | undefined {
  const counted = causes.filter((one) => one.stops > 0 && one.firstAt <= stop.at && stop.at <= one.lastAt);
  const alike = counted.filter(
    ({ container, diagnosis }) =>
      agrees(container, stop.container) &&
      agrees(diagnosis?.exitCode, stop.exitCode) &&
      agrees(diagnosis?.revision, stop.revision),
  );
  const same = alike.filter(({ cause }) => cause === stop.cause);
  if (same.length === 1) return same[0];
  const isGeneral = stop.cause === undefined || causeWords(stop.cause).kind === 'unknown';
  return isGeneral && alike.length === 1 ? alike[0] : undefined;
}

const agrees = <T>(one: T | undefined, other: T | undefined): boolean =>
  one === undefined || other === undefined || one === other;

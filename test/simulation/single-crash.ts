import { simulateActing } from './acting-simulation';
import { nightOf, type Play, playOf } from './scenes/draw-scenes';
import * as incident from './scenes/incident-scenes';
import * as schedule from './scenes/schedule-scenes';
import { type Run, simulate } from './simulation';
import * as told from './stories/stories';

/** What one crash must not spoil, at whatever call it comes. */
export const canonicalStories: Readonly<Record<string, readonly told.Telling[]>> = {
  doomed: [told.doomed],
  'silent exit': [told.silentExit],
  'rolled back': [told.rolledBack],
  'racing deploys': [told.racingDeploys],
  'transient pattern': [told.transientPattern],
  flapping: [told.flapping],
  family: [told.family],
  deleted: [told.deleted],
  held: [told.held],
  silence: [told.silence],
  'normal life': [told.normalLife],
  muted: [told.muted],
  'own channel': [told.ownChannel],
  impaired: [told.impaired],
  corrected: [told.corrected],
  replayed: [told.replayed],
  'two services at once': [told.doomed, told.silentExit],
};

/** One place in a story where an invocation is cut off. */
export interface CrashPosition {
  readonly story: string;
  readonly seed: number;
  /** The call of a port, from 1; 0: none. */
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** Goes through a story in which nothing goes wrong but this. */
export const crashAt = ({ story, seed, call, when }: CrashPosition, inWords = false): Promise<Run> => {
  const tellings = canonicalStories[story];
  if (tellings === undefined)
    throw new Error(`no story ${story}: expected one of ${Object.keys(canonicalStories).join(', ')}`);
  return simulate({ seed, only: { tellings, call, when }, inWords });
};

/** Every place in a story: before and after each call that it makes where nothing goes wrong. */
export async function crashPositions(story: string, seed: number): Promise<readonly CrashPosition[]> {
  const { calls, violations } = await crashAt({ story, seed, call: 0, when: 'before' });
  if (violations.length > 0) throw new Error(`${story} fails without any crash: ${JSON.stringify(violations[0])}`);
  return Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { story, seed, call, when: 'before' as const },
    { story, seed, call, when: 'after' as const },
  ]);
}

/** What one crash of a function that acts must not spoil. */
export const canonicalPlays: Readonly<Record<string, Play>> = {
  'put to zero and brought back': playOf([incident.putToZeroAndBack]),
  'put to zero while it scales by itself': playOf([incident.autoscaled]),
  'a deployment at the call': playOf([incident.fixAtTheCall]),
  'no answer to the call': playOf([incident.noAnswer]),
  'rolled back': playOf([incident.rollsBack]),
  'to sleep and awake': nightOf([schedule.night]),
  'to sleep and awake, scaling by itself': nightOf([schedule.scalingNight]),
  'woken by a person': nightOf([schedule.wokenAtNight]),
};

/** The same for a scene in an account that lives. */
export const crashActingAt = ({ story, seed, call, when }: CrashPosition, inWords = false): Promise<Run> => {
  const play = canonicalPlays[story];
  if (play === undefined)
    throw new Error(`no scene ${story}: expected one of ${Object.keys(canonicalPlays).join(', ')}`);
  return simulateActing({ seed, only: { play, call, when }, inWords });
};

/** Before and after each call of a run that changes something; the others are crashed in the stories. */
export async function crashActingPositions(story: string, seed: number): Promise<readonly CrashPosition[]> {
  const { acted, violations } = await crashActingAt({ story, seed, call: 0, when: 'before' });
  if (violations.length > 0) throw new Error(`${story} fails without any crash: ${JSON.stringify(violations[0])}`);
  return (acted ?? []).flatMap((call) => [
    { story, seed, call, when: 'before' as const },
    { story, seed, call, when: 'after' as const },
  ]);
}

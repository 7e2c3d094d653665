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

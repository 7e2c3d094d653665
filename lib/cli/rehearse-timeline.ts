import { inOwnOrder } from '../app/in-own-order';
import type { Rehearsal } from '../app/rehearse';
import { type RehearsedFactsOptions, rehearsedFacts } from '../app/rehearsed-facts';
import type { JsonObject } from '../domain/json';
import type { TimelineFacts } from '../domain/timeline/facts';
import { parseRecording, type Recording } from '../memory/recording';
import { rehearseRecording } from './rehearse-recording';

export interface RehearsedTimeline {
  /** Of each service and family, by name. */
  readonly facts: readonly TimelineFacts[];
  readonly rehearsal: Rehearsal;
}

/**
 * What a responder would have written down of a recording. Its events take place in the order of their own times, each
 * once, so that the timeline is the same whatever order they came in. `tail` is in milliseconds.
 */
export async function rehearseTimeline(
  recording: Recording,
  tail: number,
  options: RehearsedFactsOptions = {},
): Promise<RehearsedTimeline> {
  const ordered = { ...recording, events: inOwnOrder(recording.events) };
  const { rehearsal, stage } = await rehearseRecording(ordered, tail);
  return { facts: await rehearsedFacts(ordered, rehearsal, stage, options), rehearsal };
}

/** What ECS knew a moment ago, as facts: nobody was told of it, and no time passes after it. */
export async function rehearseLive(json: JsonObject): Promise<readonly TimelineFacts[]> {
  const recording = parseRecording(json, 'live');
  if ('problem' in recording) throw new Error(`a recording of our own cannot be used: ${recording.problem}`);
  return (await rehearseTimeline(recording, 0, { isLive: true })).facts;
}

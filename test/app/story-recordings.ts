import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOwnOrder } from '../../lib/app/in-own-order';
import { DEFAULT_TAIL, rehearse } from '../../lib/app/rehearse';
import { type RehearsedFactsOptions, rehearsedFacts } from '../../lib/app/rehearsed-facts';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { rules } from '../../lib/domain/rules';
import type { TimelineFacts } from '../../lib/domain/timeline/facts';
import { incidentTimeline } from '../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../lib/domain/timeline/timeline';
import { memoryStage } from '../../lib/memory/memory-stage';
import { parseRecording, type Recording } from '../../lib/memory/recording';
import { eventsFolder } from '../recorded-cases';

const POLICY = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };

const ISO_TIME = /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)"/g;

/** A story of `events/stories`; all its times later by so many milliseconds. */
export function storyRecording(name: string, later = 0): Recording {
  const text = readFileSync(join(eventsFolder, 'stories', name), 'utf8').replace(ISO_TIME, (_, time: string) =>
    JSON.stringify(new Date(Date.parse(time) + later).toISOString()),
  );
  const recording = parseRecording(JSON.parse(text), name);
  if ('problem' in recording) throw new Error(recording.problem);
  return recording;
}

/** The responder in memory after it lived through a recording, and what it wrote down. */
export async function livedThrough(
  recording: Recording,
  options: RehearsedFactsOptions & { readonly tail?: number } = {},
) {
  const world = { ...recording, events: inOwnOrder(recording.events) };
  const stage = memoryStage(world);
  const rehearsal = await rehearse(
    world,
    stage,
    POLICY,
    { ...POLICY, rules: eventRules },
    options.tail ?? DEFAULT_TAIL,
  );
  return { stage, rehearsal, facts: await rehearsedFacts(world, rehearsal, stage, options) };
}

/** The facts of the only service in a recording. */
export async function factsOf(recording: Recording, options: RehearsedFactsOptions = {}): Promise<TimelineFacts> {
  const [facts, other] = (await livedThrough(recording, options)).facts;
  if (facts === undefined || other !== undefined) throw new Error('expected a recording of one service');
  return facts;
}

/** The timeline of an incident, by its number in the story. */
export function incidentOf(facts: TimelineFacts, number: number): Timeline {
  const episode = facts.episodes.find(({ incidentId }) => incidentId.endsWith(`#${number}`));
  if (episode === undefined) throw new Error(`no incident ${number}`);
  return incidentTimeline(facts, episode);
}

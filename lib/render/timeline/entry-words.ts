import type { Actor, EntryType, TimelineEntry } from '../../domain/timeline/timeline';

/** What kinds of entries are called. */
export const TYPE_WORDS: Readonly<Record<EntryType, string>> = {
  deployment: 'Deployment',
  start: 'Start',
  stop: 'Stop',
  service: 'Service',
  diagnosis: 'Diagnosis',
  alert: 'Alert',
  decision: 'Decision',
  action: 'Action',
  verification: 'Verification',
  schedule: 'Schedule',
  recovery: 'Recovery',
  mute: 'Mute',
  closed: 'Closed',
  note: 'Note',
  correction: 'Correction',
};

const ACTOR_WORDS: Readonly<Record<Exclude<Actor, 'ecs'>, string>> = {
  'ecs-medic': 'by ecs-medic',
  schedule: 'by a schedule',
  person: 'by a person',
  unknown: 'by somebody unknown',
};

/** Who did it; nothing where the type says it already, or where no source ever says it: ECS names nobody who deploys. */
export function actorWords({ actor, type }: TimelineEntry): string | undefined {
  if (actor === 'ecs' || (actor === 'unknown' && type === 'deployment')) return undefined;
  if (actor === 'ecs-medic' && (type === 'diagnosis' || type === 'alert' || type === 'closed')) return undefined;
  return ACTOR_WORDS[actor];
}

/** A later entry than this was written down late. Milliseconds. */
const LATE_RECORD = 60_000;

/** Milliseconds between what happened and our note of it, where that is long. */
export function recordLag({ occurredAt, recordedAt }: TimelineEntry): number | undefined {
  const lag = (recordedAt ?? occurredAt) - occurredAt;
  return lag > LATE_RECORD ? lag : undefined;
}

import { weightOf } from '../domain/diagnosis/diagnosis';
import { type RedactedDiagnosis, redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import type { Story, StoryEntry, Subject } from '../render/story';
import { serviceKeyOf } from './collect-evidence';
import type { Replay } from './replay';
import type { Step } from './step';
import { isRecovery } from './worst';

interface Draft {
  readonly step: Step;
  readonly diagnosis: RedactedDiagnosis;
  readonly key: string;
  readonly count: number;
  readonly until: number | undefined;
}

/** What somebody on call would have been told, step by step, without saying the same thing twice. */
export function tellStory(id: string, source: string | undefined, { steps, leftAlone }: Replay): Story {
  const drafts: Draft[] = [];
  const lastOf = new Map<string, number>();
  let hidden = 0;
  let unexplained = 0;
  for (const step of steps) {
    if (step.diagnosis === undefined) {
      if (step.symptom.kind === 'stop') unexplained += 1;
      continue;
    }
    const { diagnosis, hidden: more } = redactDiagnosis(step.diagnosis);
    const key = keyOf(step, diagnosis);
    const index = lastOf.get(step.subject) ?? -1;
    const before = drafts[index];
    if (before?.key === key) {
      drafts[index] = merged(before, step, diagnosis);
      continue;
    }
    hidden += more;
    lastOf.set(step.subject, drafts.length);
    drafts.push({ step, diagnosis, key, count: 1, until: step.at });
  }
  return {
    id,
    ...(source === undefined ? {} : { source }),
    entries: entriesOf(drafts),
    unexplained,
    hidden,
    leftAlone: leftAlone.map(({ index, because }) => ({ index, because })),
  };
}

/** What two steps must have in common to be told as one. */
const keyOf = ({ symptom }: Step, { cause, container, variables = [], confidence }: RedactedDiagnosis): string =>
  [
    symptom.kind === 'stop' ? 'stop' : isRecovery(symptom) ? 'recovery' : 'event',
    cause.id,
    cause.kind === 'normal' ? '' : (container ?? ''),
    revisionOf(symptom) ?? '',
    cause.kind === 'normal' ? '' : confidence,
    variables.join(','),
  ].join('|');

const merged = (before: Draft, step: Step, diagnosis: RedactedDiagnosis): Draft => ({
  ...before,
  ...(weightOf(diagnosis.confidence) > weightOf(before.diagnosis.confidence) ? { diagnosis } : {}),
  count: before.count + 1,
  until: step.at ?? before.until,
});

function entriesOf(drafts: readonly Draft[]): readonly StoryEntry[] {
  const told = new Map<string, Map<string, StoryEntry>>();
  return drafts.map((draft) => {
    const { subject } = draft.step;
    const cause = draft.diagnosis.cause;
    if (isRecovery(draft.step.symptom)) told.delete(subject);
    const earlier = told.get(subject) ?? new Map<string, StoryEntry>();
    const plain = entryOf(draft);
    if (cause.kind === 'normal') return { ...plain, manner: 'normal' };
    const isStop = draft.step.symptom.kind === 'stop';
    const same =
      earlier.get(draft.key) ??
      (isStop ? undefined : [...earlier.values()].findLast((one) => one.diagnosis.cause.id === cause.id));
    if (same !== undefined) return { ...plain, manner: 'again', see: seeing(same) };
    const named = [...earlier.values()].findLast((one) => one.diagnosis.cause.kind !== 'unknown');
    if (cause.kind === 'unknown' && named !== undefined && !isStop)
      return { ...plain, manner: 'refers', see: seeing(named) };
    told.set(subject, earlier.set(draft.key, plain));
    return plain;
  });
}

const seeing = ({ at, diagnosis }: StoryEntry) => ({
  ...(at === undefined ? {} : { at }),
  title: diagnosis.cause.title,
  causeId: diagnosis.cause.id,
});

function entryOf({ step, diagnosis, count, until }: Draft): StoryEntry {
  const revision = revisionOf(step.symptom);
  return {
    subject: subjectOf(step),
    ...(step.at === undefined ? {} : { at: step.at }),
    ...(until === undefined ? {} : { until }),
    count,
    unit: step.symptom.kind === 'stop' ? 'stop' : 'event',
    ...(revision === undefined ? {} : { revision }),
    diagnosis,
    manner: 'told',
  };
}

function subjectOf({ symptom, subject }: Step): Subject {
  const key = serviceKeyOf(symptom);
  if (key !== undefined) return { name: key.service, ...(key.cluster === 'unknown' ? {} : { cluster: key.cluster }) };
  const cluster = symptom.kind === 'stop' ? symptom.stop.cluster : symptom.kind === 'task' ? symptom.task.cluster : '';
  return { name: subject, ...(cluster === '' || cluster === 'unknown' ? {} : { cluster }) };
}

const revisionOf = (symptom: Step['symptom']): number | undefined =>
  symptom.kind === 'stop' ? symptom.stop.revision : symptom.kind === 'task' ? symptom.task.revision : undefined;

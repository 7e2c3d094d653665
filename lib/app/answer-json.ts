import type { Answer, ClusterAnswer, UnreadPart } from '../render/answer';
import { answerTitle } from '../render/answer-title';
import type { Verdict } from './verdict';

/** Their numbers rise when a member changes its meaning or goes. */
const SERVICE_SCHEMA = 'ecs-medic.diagnosis/1';
const CLUSTER_SCHEMA = 'ecs-medic.cluster-diagnosis/1';

/** What `diagnose --format json` says of a service or a task. Times are ISO. The form is a contract: docs/diagnosis.schema.json. */
export function answerJson(answer: Answer, verdict: Verdict, exitCode: number): object {
  const { cluster, name, kind, task, at, standing, diagnosis, also, stops, revision, capacity, unread } = answer;
  return {
    schema: SERVICE_SCHEMA,
    cluster,
    ...(kind === 'service' ? { service: name } : { family: name }),
    ...(task === undefined ? {} : { task: { ...task, since: iso(task.since) } }),
    at: iso(at),
    title: answerTitle(answer),
    state: standing.state,
    because: standing.because,
    running: standing.running,
    desired: standing.desired,
    since: iso(standing.since),
    revision,
    stops: { failed: stops.failed, first: iso(stops.first), last: iso(stops.last) },
    diagnosis: diagnosis ?? null,
    also,
    capacity,
    notRead: unread.map(notRead),
    verdict,
    exitCode,
  };
}

/** What `diagnose --format json` says of a cluster. */
export const clusterJson = ({ cluster, at, rows, unread }: ClusterAnswer, exitCode: number): object => ({
  schema: CLUSTER_SCHEMA,
  cluster,
  at: iso(at),
  services: rows.map(({ name, kind, standing, cause, confidence, title }) => ({
    ...(kind === 'service' ? { service: name } : { family: name }),
    state: standing.state,
    because: standing.because,
    running: standing.running,
    desired: standing.desired,
    since: iso(standing.since),
    cause: cause ?? null,
    confidence: confidence ?? null,
    title,
  })),
  notRead: unread.map(notRead),
  exitCode,
});

/** `action` is the one that would allow it, where a permission is what is missing. */
const notRead = ({ what, reason, action, denied }: UnreadPart): object => ({
  what,
  reason,
  action: denied ? action : null,
});

const iso = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

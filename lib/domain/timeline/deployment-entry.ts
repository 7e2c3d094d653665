import { defined } from '../json';
import { titled } from './entry-title';
import type { EntryFact } from './facts';
import type { Release } from './releases';
import type { TimelineEntry } from './timeline';

/** The entry of a step of a deployment. */
export function deploymentEntry(fact: EntryFact, release: Release): TimelineEntry {
  const { revision, before, changes, outcome, deploymentId } = release;
  const begins = outcome === 'in-progress';
  const detail = [
    ...(begins ? changes.map((change) => `Changed: ${change}`) : []),
    ...(outcome === 'failed' && fact.title !== fact.what ? [fact.title] : []),
  ];
  return defined({
    entryId: fact.entryId,
    occurredAt: fact.at,
    recordedAt: fact.recordedAt,
    type: 'deployment',
    importance: 'key',
    title: titled(titleOf(release)),
    detail: detail.length === 0 ? undefined : detail,
    actor: release.isRollback || !begins ? 'ecs' : 'unknown',
    source: fact.source ?? 'ECS Deployment State Change',
    cause: outcome === 'failed' ? fact.cause : undefined,
    revision,
    outcome,
    deploymentId,
    before: begins && before !== undefined ? `revision ${before}` : undefined,
    after: begins && before !== undefined && revision !== undefined ? `revision ${revision}` : undefined,
    count: 1,
  }) as TimelineEntry;
}

function titleOf({ outcome, isRollback, revision, before }: Release): string {
  const what = revision === undefined ? 'A deployment' : `Deployment of revision ${revision}`;
  const to = revision === undefined ? '' : ` to revision ${revision}`;
  switch (outcome) {
    case 'failed':
      return isRollback ? `The rollback${to} failed` : `${what} failed`;
    case 'rolled-back':
      return `Rolled back${to}`;
    case 'completed':
      return `${what} completed`;
    case 'in-progress':
      if (isRollback) return `ECS began to roll back${to}`;
      return before !== undefined && before === revision ? `${what} began anew` : `${what} began`;
  }
}

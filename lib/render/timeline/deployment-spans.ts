import type { TimelineEntry } from '../../domain/timeline/timeline';

/** One deployment over time. Milliseconds since 1970. */
export interface DeploymentSpan {
  readonly deploymentId?: string;
  readonly revision?: number;
  readonly startAt: number;
  /** Its own end, or when the next one took over; absent where it still ran at the end of the story. */
  readonly endAt?: number;
  /** `replaced`: another one began before it ended, and no end of it was told. */
  readonly outcome: NonNullable<TimelineEntry['outcome']> | 'replaced';
  /** The entry that tells how it ended; while it runs, the one that began it. */
  readonly entry: TimelineEntry;
}

/** What became of a deployment, in a word or two. */
export const OUTCOME_WORDS: Readonly<Record<DeploymentSpan['outcome'], string>> = {
  completed: 'completed',
  failed: 'failed',
  'rolled-back': 'rolled back',
  'in-progress': 'in progress',
  replaced: 'replaced',
};

/** The deployments that these entries tell of, by their start. One id can run twice: a rollback returns to an old one. */
export function deploymentSpans(entries: readonly TimelineEntry[]): readonly DeploymentSpan[] {
  const spans: DeploymentSpan[] = [];
  for (const entry of entries) {
    if (entry.type !== 'deployment') continue;
    const { outcome = 'in-progress', occurredAt, revision, deploymentId } = entry;
    const at = spans.findLastIndex((span) => isSame(span, entry));
    const span = spans[at];
    if (span === undefined || (outcome === 'in-progress' && span.outcome !== 'in-progress')) {
      spans.push({
        startAt: occurredAt,
        outcome,
        entry,
        ...(revision === undefined ? {} : { revision }),
        ...(deploymentId === undefined ? {} : { deploymentId }),
        ...(outcome === 'in-progress' ? {} : { endAt: occurredAt }),
      });
    } else if (outcome !== 'in-progress')
      spans[at] = { ...span, ...(revision === undefined ? {} : { revision }), outcome, entry, endAt: occurredAt };
  }
  return spans.map((span, index) => {
    const next = spans.slice(index + 1).find(({ startAt }) => startAt > span.startAt);
    return span.outcome !== 'in-progress' || next === undefined
      ? span
      : { ...span, outcome: 'replaced' as const, endAt: next.startAt };
  });
}

const isSame = (span: DeploymentSpan, { deploymentId, revision }: TimelineEntry): boolean =>
  deploymentId === undefined || span.deploymentId === undefined
    ? span.deploymentId === deploymentId && span.revision === revision
    : span.deploymentId === deploymentId;

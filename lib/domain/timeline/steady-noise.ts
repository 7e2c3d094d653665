import type { TimelineEntry } from './timeline';

/** ECS repeats every 6 hours that a service is steady: only what ends an unrest is worth telling. Entries in order. */
export function withoutSteadyNoise(
  entries: readonly TimelineEntry[],
  isSteadyState: (entry: TimelineEntry) => boolean,
): readonly TimelineEntry[] {
  let isSteady = false;
  return entries.map((entry) => {
    if (isSteadyState(entry)) {
      const told = isSteady ? ({ ...entry, importance: 'noise' } as const) : entry;
      isSteady = true;
      return told;
    }
    if (entry.type === 'recovery') isSteady = true;
    else if (disturbs(entry)) isSteady = false;
    return entry;
  });
}

const disturbs = ({ type, importance, outcome, before }: TimelineEntry): boolean =>
  (type === 'deployment' && (outcome === 'in-progress' || outcome === 'failed')) ||
  (type === 'stop' && importance !== 'normal') ||
  (type === 'service' && (importance === 'key' || before !== undefined)) ||
  type === 'action';

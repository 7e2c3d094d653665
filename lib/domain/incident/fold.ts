import { defined } from '../json';
import { askingOnce } from './ask-for-looks';
import { type Change, unchanged } from './change';
import { withStep } from './deployment-step';
import { type FoldContext, isPast } from './fold-context';
import type { Happening } from './happening';
import { episodeOfPending } from './pending';
import type { Row } from './row';
import { entryOf } from './rows-of';
import type { ServiceRecord } from './service-record';
import { takeRecovery } from './take-recovery';
import { takeStop } from './take-stop';
import { takeTrouble } from './take-trouble';

/**
 * Takes a batch of happenings into the record of their subject. Pure: the same set of happenings gives the same
 * counts, whatever their order, duplicates and batches.
 */
export function fold(before: ServiceRecord, happenings: readonly Happening[], context: FoldContext): Change {
  const start: Change = {
    ...unchanged(defined({ ...before, pending: [], pendingEpisode: undefined }) as ServiceRecord),
    owed: owedRows(before, context),
  };
  const ordered = [...latestVersions(happenings)].sort((a, b) => a.at - b.at || (a.entryId < b.entryId ? -1 : 1));
  const taken = ordered.reduce((change, happening) => take(change, happening, before, context), start);
  return askingOnce(countedLast(taken));
}

/**
 * Rows of the stops that are counted here come after all others, in the order of `pending`: then the last row to be
 * written is that of the last pending task, and nobody who counts wrote it before.
 */
function countedLast(change: Change): Change {
  const counted = new Set(change.record.pending);
  const isCounted = (row: Row): boolean => row.type === 'stop' && counted.has(row.taskId);
  const { rows } = change;
  return { ...change, rows: [...rows.filter((row) => !isCounted(row)), ...rows.filter(isCounted)] };
}

/** The last write counted these tasks and was cut off before their rows were written. */
const owedRows = (before: ServiceRecord, { known, now }: FoldContext): readonly Row[] =>
  before.pending
    .filter((taskId) => !known.has(taskId))
    .map((taskId) => ({
      type: 'stop',
      subject: before.subject,
      taskId,
      version: -1,
      at: now,
      episode: episodeOfPending(before),
    }));

/** Of one task the highest version tells; of other happenings each one. */
function latestVersions(happenings: readonly Happening[]): readonly Happening[] {
  const latest = new Map<string, Happening>();
  for (const happening of happenings) {
    const key = happening.kind === 'stop' ? `task/${happening.taskId}` : happening.entryId;
    const other = latest.get(key);
    if (other?.kind === 'stop' && happening.kind === 'stop' && other.version >= happening.version) continue;
    latest.set(key, happening);
  }
  return [...latest.values()];
}

function take(change: Change, happening: Happening, before: ServiceRecord, context: FoldContext): Change {
  const placed = { ...change, record: withPlace(change.record, happening) };
  switch (happening.kind) {
    case 'stop':
      return takeStop(placed, happening, before, context);
    case 'trouble':
      return takeTrouble(placed, happening, context);
    default: {
      const { record } = placed;
      const late = isPast(record, happening, context);
      const withEntry = { ...placed, rows: [...placed.rows, entryOf(record, happening, late)] };
      if (late || happening.kind === 'note') return withEntry;
      const stepped = withStep(record, happening.deployment, happening.at);
      if (happening.kind === 'deployment') return { ...withEntry, record: stepped };
      return takeRecovery({ ...withEntry, record: stepped }, happening, context);
    }
  }
}

const withPlace = (record: ServiceRecord, { place }: Happening): ServiceRecord => ({
  ...record,
  place: { ...record.place, ...place },
});

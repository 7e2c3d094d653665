import { fold } from '../../../lib/domain/incident/fold';
import type { Happening, StopHappening } from '../../../lib/domain/incident/happening';
import type { StopRow } from '../../../lib/domain/incident/row';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { tell } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { eventsIn, happeningIn, stopIn } from './recorded-happenings';

const tagMissing = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
const exitOne = stopIn('exit-application-error/exit1-task.json');
const start = tagMissing.at;

/** The first event of the same stop, composed: it does not tell the reason yet. */
const early = { ...exitOne, subject: tagMissing.subject, taskId: tagMissing.taskId, at: start, version: 0 };
const late = { ...tagMissing, version: 7 };
const other = { ...early, taskId: 'other', entryId: 'task/other/STOPPED' };

/** Batch by batch, with the rows that each left. */
function after(...batches: readonly (readonly Happening[])[]): ServiceRecord {
  let record = newRecord(tagMissing.subject);
  const known = new Map<string, StopRow>();
  for (const batch of batches) {
    const change = fold(record, batch, { known, now: start + 60_000, thresholds });
    record = change.record;
    for (const row of change.rows) if (row.type === 'stop') known.set(row.taskId, row);
  }
  return record;
}

const told = ({ incident }: ServiceRecord) => ({
  stops: incident?.stops,
  recentStops: incident?.recentStops,
  causes: incident?.causes.map(({ cause, stops }) => ({ cause, stops })),
});

it('takes the cause of a stop from its highest version, whichever comes first, and counts it once', () => {
  expect(told(after([early], [late]))).toEqual(told(after([late], [early])));
  expect(told(after([early], [late]))).toEqual(told(after([early, late])));
  expect(told(after([early], [late], [early]))).toMatchObject({
    stops: 1,
    causes: [{ cause: 'image-tag-not-found', stops: 1 }],
  });
});

it('leaves the other stops with the cause that they had', () => {
  expect(told(after([early, other], [late])).causes).toEqual([
    { cause: exitOne.diagnosis?.cause, stops: 1 },
    { cause: 'image-tag-not-found', stops: 1 },
  ]);
});

it('tells the corrected cause', () => {
  const first = after([early]);
  const { record } = tell(first, start + 100_000, thresholds);
  const known = new Map([[early.taskId, rowOf(early)]]);
  const corrected = fold(record, [late], { known, now: start + 101_000, thresholds });
  expect(corrected.looks).toHaveLength(1);
  expect(tell(corrected.record, start + 101_000, thresholds).kind).toBe('cause-added');
});

const rowOf = (stop: StopHappening): StopRow => {
  const [row] = fold(newRecord(stop.subject), [stop], { known: new Map(), now: stop.at, thresholds }).rows;
  if (row?.type !== 'stop') throw new Error('no row');
  return row;
};

it('makes no change of a second copy of a failed deployment', () => {
  const events = eventsIn('stories/first-deploys.json').flatMap(
    (event) => happeningIn(event, Number.MAX_SAFE_INTEGER) ?? [],
  );
  const failed = events.find((one) => one.kind === 'trouble' && one.deployment?.state === 'failed');
  if (failed === undefined) throw new Error('no failed deployment');
  const context = { known: new Map<string, StopRow>(), now: failed.at + 1000, thresholds };
  const once = tell(fold(newRecord(failed.subject), [failed], context).record, failed.at + 60_000, thresholds);
  expect(once.kind).toBe('opened');
  const twice = fold(once.record, [failed], context).record;
  expect(tell(twice, failed.at + 61_000, thresholds).kind).toBeUndefined();
});

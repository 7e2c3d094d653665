import fc from 'fast-check';
import { fold } from '../../../lib/domain/incident/fold';
import type { Happening, StopHappening } from '../../../lib/domain/incident/happening';
import { rowIdOf, type StopRow } from '../../../lib/domain/incident/row';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { tell } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { eventsIn, happeningIn, stopIn, stopsLike } from './recorded-happenings';

const MINUTE = 60_000;
const tagMissing = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
const rateLimited = stopIn('image-pull-rate-limited/toomany.json');
const exitOne = stopIn('exit-application-error/exit1-task.json');
const start = tagMissing.at;

const rowsOf = (taken: readonly StopRow[]) => new Map(taken.map((row) => [row.taskId, row]));

function folded(happenings: readonly Happening[], record?: ServiceRecord, known = new Map<string, StopRow>()) {
  const [first] = happenings;
  const now = Math.max(...happenings.map(({ at }) => at));
  const before = record ?? newRecord(first?.subject ?? { kind: 'service', cluster: 'c', name: 'n' });
  return fold(before, happenings, { known, now, thresholds });
}

it('opens one incident for many stops of one cause and counts each stop once', () => {
  const stops = stopsLike(tagMissing, [start, start + 1000, start + 2000]);
  const { record, rows } = folded([...stops, ...stops]);
  expect(record.incident).toMatchObject({
    state: 'open',
    stops: 3,
    causes: [{ cause: 'image-tag-not-found', stops: 3 }],
  });
  expect(rows).toHaveLength(3);
  expect(record.pending).toEqual(stops.map(({ taskId }) => taskId));
});

it('does not count a stop again that has a row, or that the last write left pending', () => {
  const stops = stopsLike(tagMissing, [start, start + 1000]);
  const first = folded(stops);
  const again = folded(stops, first.record, rowsOf(first.rows.filter((row) => row.type === 'stop')));
  expect(again.record.incident).toEqual(first.record.incident);
  expect(again.rows).toEqual([]);
  const pending = folded(stops, first.record);
  expect(pending.record.incident?.stops).toBe(2);
});

it('writes the rows that the last write counted and owed before it forgets about them', () => {
  const [one, two] = stopsLike(tagMissing, [start, start + 1000]) as [StopHappening, StopHappening];
  const first = folded([one]);
  const { owed, record } = folded([two], first.record);
  expect(owed).toMatchObject([{ type: 'stop', taskId: one.taskId }]);
  expect(record.pending).toEqual([two.taskId]);
});

it('tells a doomed cause that the event proves at once, and asks for evidence once', () => {
  const change = folded(stopsLike(tagMissing, [start]));
  expect(tell(change.record, start, thresholds)).toMatchObject({ kind: 'opened', news: [expect.any(String)] });
  expect(change.looks).toMatchObject([{ delay: 0, last: true }]);
});

it('waits for evidence where the event proves nothing, half a minute at most', () => {
  const change = folded(stopsLike(exitOne, [start]));
  expect(change.looks.map(({ delay, last }) => [delay, last])).toEqual([
    [0, false],
    [10, false],
    [30, true],
  ]);
  expect(tell(change.record, start + 29_000, thresholds).kind).toBeUndefined();
  expect(tell(change.record, start + 30_000, thresholds).kind).toBe('opened');
});

it('tells a transient cause only once it is a pattern: three in ten minutes', () => {
  const apart = stopsLike(rateLimited, [start, start + 6 * MINUTE, start + 12 * MINUTE]);
  expect(tell(folded(apart).record, start + 12 * MINUTE, thresholds).kind).toBeUndefined();
  const close = stopsLike(rateLimited, [start, start + 3 * MINUTE, start + 9 * MINUTE]);
  expect(tell(folded(close).record, start + 9 * MINUTE, thresholds).kind).toBe('opened');
});

it('asks again where a copy of a stop comes whose question may have been lost', () => {
  const stops = stopsLike(exitOne, [start]);
  const first = folded(stops);
  const again = folded(stops, first.record, rowsOf(first.rows.filter((row) => row.type === 'stop')));
  expect(again.looks).toHaveLength(3);
});

it('takes an event of the past into the past: from an archive, or older than the end of the incident', () => {
  const [one, two] = stopsLike(tagMissing, [start, start + 1000]) as [StopHappening, StopHappening];
  const replayed = folded([{ ...one, replayed: true }]);
  expect(replayed.record.incident).toBeUndefined();
  expect(replayed.rows).toMatchObject([{ late: true }]);
  const { record } = folded([one]);
  if (record.incident === undefined) throw new Error('no incident');
  const over = { ...record, incident: { ...record.incident, state: 'resolved' as const, closedAt: start + 5000 } };
  expect(folded([two], over).record.incident?.state).toBe('resolved');
});

it('opens a new incident after the end of the last one, and says that the cause came back', () => {
  const [one, two] = stopsLike(tagMissing, [start, start + 60 * MINUTE]) as [StopHappening, StopHappening];
  const { record } = folded([one]);
  const { incident } = record;
  if (incident === undefined) throw new Error('no incident');
  const past = incident.causes.map(({ fingerprint }) => ({ fingerprint, incidentId: incident.id, at: start }));
  const over = { ...record, past, incident: { ...incident, state: 'resolved' as const, closedAt: start + 5000 } };
  const { record: again } = folded([two], over);
  expect(again.episode).toBe(2);
  expect(again.incident?.causes[0]?.regressionOf).toEqual({ incidentId: incident.id, at: start });
});

it('leaves normal life alone', () => {
  const scaleIn = stopIn('normal/demotraffic-scalein.json');
  expect(folded([scaleIn]).record.incident).toBeUndefined();
});

/** The placeholder image, its failed deployment and its rollback. */
const firstFailure: readonly Happening[] = eventsIn('stories/first-deploys.json')
  .filter(({ time }) => String(time) >= '2026-11-09T10:05' && String(time) < '2026-11-09T10:12')
  .flatMap((event) => happeningIn(event, Number.MAX_SAFE_INTEGER) ?? []);
const afterwards = Math.max(...firstFailure.map(({ at }) => at));

it('explains a failed deployment by its stops instead of adding a cause', () => {
  const { record } = folded(firstFailure);
  expect(record.incident?.causes.map(({ cause }) => cause)).toEqual(['image-placeholder']);
  expect(record.incident).toMatchObject({ state: 'recovering', stops: 3, recovery: { as: 'rolled-back' } });
});

it('gives the same counts and rows for every order, duplication and batching of the same events', () => {
  const straight = folded(firstFailure);
  const taken = ({ record, rows }: ReturnType<typeof folded>) => ({
    stops: record.incident?.stops,
    causes: record.incident?.causes.map(({ cause, stops }) => ({ cause, stops })),
    state: record.incident?.state,
    rows: rows.map((row) => rowIdOf(row)).sort(),
  });
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...firstFailure.keys()], { minLength: firstFailure.length }),
      fc.array(fc.nat(firstFailure.length - 1), { maxLength: 6 }),
      fc.integer({ min: 1, max: 10 }),
      (shuffled, again, size) => {
        const all = [...shuffled, ...again].flatMap((index) => firstFailure[index] ?? []);
        let record = newRecord((firstFailure[0] as Happening).subject);
        const known = new Map<string, StopRow>();
        const rows = new Map<string, ReturnType<typeof folded>['rows'][number]>();
        for (let from = 0; from < all.length; from += size) {
          const change = fold(record, all.slice(from, from + size), { known, now: afterwards, thresholds });
          for (const row of [...change.owed, ...change.rows]) {
            rows.set(rowIdOf(row), row);
            if (row.type === 'stop') known.set(row.taskId, row);
          }
          record = change.record;
        }
        expect(taken({ ...straight, record, rows: [...rows.values()] })).toEqual(taken(straight));
      },
    ),
    { numRuns: 200 },
  );
});

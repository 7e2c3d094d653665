import { attend } from '../../../lib/domain/incident/attend';
import { dueAtOf } from '../../../lib/domain/incident/due-at';
import { fold } from '../../../lib/domain/incident/fold';
import type { StopHappening } from '../../../lib/domain/incident/happening';
import type { IncidentCause } from '../../../lib/domain/incident/incident';
import { holdDownOf, recovered } from '../../../lib/domain/incident/recovery';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { withImpact } from '../../../lib/domain/incident/severity';
import { tell, tierOf } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { stopIn, stopsLike } from './recorded-happenings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const stop = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
const start = stop.at;

const take = (record: ServiceRecord, stops: readonly StopHappening[]): ServiceRecord =>
  fold(record, stops, { known: new Map(), now: Math.max(...stops.map(({ at }) => at)), thresholds }).record;

/** After stops at these times, each told at once. */
function afterStops(...times: readonly number[]): ServiceRecord {
  let record = newRecord(stop.subject);
  for (const [index, one] of stopsLike(stop, times).entries()) {
    record = take(record, [{ ...one, taskId: `${index}-${one.taskId}` }]);
    record = tell(record, one.at, thresholds).record;
  }
  return record;
}

const incidentOf = ({ incident }: ServiceRecord) => {
  if (incident === undefined) throw new Error('no incident');
  return incident;
};

const steady = (record: ServiceRecord, at: number) => recovered(record, { at, because: 'steady state' }, thresholds);

it('holds a recovery for five minutes at least, for twice the longest gap, for two hours at most', () => {
  expect(holdDownOf(incidentOf(afterStops(start)), thresholds)).toBe(5 * MINUTE);
  expect(holdDownOf(incidentOf(afterStops(start, start + 10 * MINUTE, start + 11 * MINUTE)), thresholds)).toBe(
    20 * MINUTE,
  );
  expect(holdDownOf(incidentOf(afterStops(start, start + 3 * HOUR)), thresholds)).toBe(2 * HOUR);
});

it('resolves when the hold-down is over, once, and is told', () => {
  const recovering = steady(afterStops(start), start + MINUTE);
  expect(tell(recovering, start + MINUTE, thresholds).kind).toBe('update');
  expect(attend(recovering, start + 6 * MINUTE - 1, thresholds)).toBe(recovering);
  const over = attend(recovering, start + 6 * MINUTE, thresholds);
  expect(over.incident).toMatchObject({ state: 'resolved', closedAt: start + 6 * MINUTE });
  const told = tell(over, start + 6 * MINUTE, thresholds);
  expect(told.kind).toBe('resolved');
  expect(tell(told.record, start + 7 * MINUTE, thresholds).kind).toBeUndefined();
  expect(dueAtOf(told.record, start + 7 * MINUTE, thresholds)).toBeUndefined();
});

it('is open again when something fails during the hold-down', () => {
  const recovering = steady(afterStops(start), start + MINUTE);
  const [again] = stopsLike(stop, [start + 2 * MINUTE]) as [StopHappening];
  const record = take(recovering, [{ ...again, taskId: 'again' }]);
  expect(record.incident).toMatchObject({ state: 'open', stops: 2 });
  expect(record.incident?.recovery).toBeUndefined();
});

it('does not take a recovery from before the last stop for one', () => {
  expect(steady(afterStops(start), start - MINUTE).incident?.state).toBe('open');
});

it('begins the hold-down once, however often the service is called steady', () => {
  const first = steady(afterStops(start), start + MINUTE);
  expect(steady(first, start + 5 * MINUTE).incident?.recovery?.until).toBe(start + 6 * MINUTE);
});

it('calls the third opening in six hours flapping and then waits longer', () => {
  let record = newRecord(stop.subject);
  for (const [index, at] of [start, start + HOUR, start + 2 * HOUR].entries()) {
    record = tell(take(record, [{ ...stop, at, taskId: `t${index}` }]), at, thresholds).record;
    if (index < 2) record = attend(steady(record, at + MINUTE), at + 7 * MINUTE, thresholds);
  }
  expect(record.incident).toMatchObject({ flapping: true, id: expect.stringMatching(/#3$/) });
  expect(holdDownOf(incidentOf(record), thresholds)).toBe(2 * HOUR);
});

it('reminds after 4 and after 24 hours, then no more', () => {
  let record = afterStops(start);
  const kinds: [number, string | undefined][] = [];
  for (const hours of [1, 4, 5, 23, 24, 30, 60]) {
    const told = tell(attend(record, start + hours * HOUR, thresholds), start + hours * HOUR, thresholds);
    kinds.push([hours, told.kind]);
    record = told.record;
  }
  expect(kinds.filter(([, kind]) => kind !== undefined)).toEqual([
    [4, 'reminder'],
    [24, 'reminder'],
  ]);
});

it('escalates where the service is known to be worse than told, and not for the first reading of its counts', () => {
  const told = afterStops(start);
  const read = { ...told, incident: withImpact(incidentOf(told), 2, 3) };
  const first = tell(read, start + 1000, thresholds);
  expect(first.kind).toBe('update');
  const worse = { ...first.record, incident: withImpact(incidentOf(first.record), 0, 3) };
  expect(tell(worse, start + 2000, thresholds).kind).toBe('update');
  expect(tell(worse, start + 2 * MINUTE, thresholds).kind).toBe('escalated');
  const better = { ...worse, incident: withImpact(incidentOf(worse), 3, 3) };
  expect(better.incident.severity).toBe('critical');
});

it('tells nothing while it is muted, and what is still open when the mute ends', () => {
  const muted = { ...take(newRecord(stop.subject), [stop]), mute: { until: start + HOUR, by: 'command' as const } };
  expect(tell(muted, start, thresholds).kind).toBeUndefined();
  expect(dueAtOf(muted, start, thresholds)).toBe(start + HOUR);
  expect(tell(muted, start + HOUR, thresholds).kind).toBe('opened');
  const over = attend(steady(muted, start + MINUTE), start + 30 * MINUTE, thresholds);
  expect(over.incident?.state).toBe('resolved');
});

it('brings the numbers up to date at 3, 10, 50, 500, 5,000 stops', () => {
  expect([1, 3, 9, 10, 49, 50, 499, 500, 4999, 5000, 10_000, 50_000].map(tierOf)).toEqual([
    0, 3, 3, 10, 10, 50, 50, 500, 500, 5000, 5000, 50_000,
  ]);
});

it('forgets a family that stands alone after a week of silence, quietly', () => {
  const family = { kind: 'family' as const, cluster: 'batch', name: 'nightly' };
  const record = tell(take(newRecord(family), [{ ...stop, subject: family }]), start, thresholds).record;
  expect(attend(record, start + 6 * 24 * HOUR, thresholds).incident?.state).toBe('open');
  const forgotten = attend(record, start + 7 * 24 * HOUR, thresholds);
  expect(forgotten.incident?.state).toBe('expired');
  expect(tell(forgotten, start + 7 * 24 * HOUR, thresholds).kind).toBe('update');
});

describe('while it is muted', () => {
  const muted = (record: ServiceRecord, until: number): ServiceRecord => ({
    ...record,
    mute: { until, by: 'command' },
  });

  it('never tells of what came and went', () => {
    const failed = muted(take(newRecord(stop.subject), [stop]), start + HOUR);
    const over = attend(steady(failed, start + MINUTE), start + 30 * MINUTE, thresholds);
    const { record } = tell(over, start + 30 * MINUTE, thresholds);
    expect(dueAtOf(record, start + 30 * MINUTE, thresholds)).toBeUndefined();
    expect(tell(record, start + 3 * HOUR, thresholds).kind).toBeUndefined();
  });

  it('tells the end of what was told before when the mute ends', () => {
    const failed = muted(afterStops(start), start + HOUR);
    const over = attend(steady(failed, start + MINUTE), start + 30 * MINUTE, thresholds);
    const { record, kind } = tell(over, start + 30 * MINUTE, thresholds);
    expect(kind).toBeUndefined();
    expect(dueAtOf(record, start + 30 * MINUTE, thresholds)).toBe(start + HOUR);
    expect(tell(record, start + HOUR, thresholds).kind).toBe('resolved');
  });

  it('is not looked at every minute during the hold-down', () => {
    const failed = steady(muted(take(newRecord(stop.subject), [stop]), start + HOUR), start + MINUTE);
    expect(dueAtOf(failed, start + 2 * MINUTE, thresholds)).toBe(start + 6 * MINUTE);
  });
});

it('is not looked at every minute for evidence that never came, where it is no pattern yet', () => {
  const rateLimited = stopIn('image-pull-rate-limited/toomany.json');
  const record = take(newRecord(rateLimited.subject), [rateLimited]);
  const awaited = { ...incidentOf(record).causes[0], awaitedUntil: rateLimited.at + MINUTE / 2 } as IncidentCause;
  const waiting = { ...record, incident: { ...incidentOf(record), causes: [awaited] } };
  expect(dueAtOf(waiting, rateLimited.at, thresholds)).toBe(rateLimited.at + MINUTE / 2);
  expect(dueAtOf(waiting, rateLimited.at + MINUTE, thresholds)).toBe(rateLimited.at + 24 * HOUR);
});

it('takes a message that another alert has just told again for the reminder', () => {
  const told = afterStops(start);
  const other = stopIn('secret-not-found/cronos-ssm-invalid.json');
  const more = take(told, [{ ...other, subject: stop.subject, at: start + 4 * HOUR }]);
  const added = tell(more, start + 4 * HOUR, thresholds);
  expect(added.kind).toBe('cause-added');
  expect(tell(added.record, start + 4 * HOUR + MINUTE, thresholds).kind).toBeUndefined();
});

describe('a family of nightly tasks whose cause often passes by itself', () => {
  const rateLimited = stopIn('image-pull-rate-limited/toomany.json');
  const family = { kind: 'family', cluster: 'batch', name: 'nightly' } as const;
  const night = (record: ServiceRecord, index: number): ServiceRecord => {
    const at = start + index * 24 * HOUR;
    const attended = attend(record, at, thresholds);
    return take(attended, [{ ...rateLimited, subject: family, at, taskId: `night-${index}` }]);
  };

  it('is told when three runs in a row have failed: nobody starts them again', () => {
    const two = night(night(newRecord(family), 0), 1);
    expect(tell(two, start + 24 * HOUR, thresholds).kind).toBeUndefined();
    expect(tell(night(two, 2), start + 48 * HOUR, thresholds).kind).toBe('opened');
  });

  it('is not told when a run between them ended well', () => {
    const two = night(night(newRecord(family), 0), 1);
    const well = recovered(two, { at: start + 47 * HOUR, because: 'a run that ended well' }, thresholds);
    expect(tell(night(well, 2), start + 48 * HOUR, thresholds).kind).toBeUndefined();
  });
});

import { DEFAULT_ACTION_LIMITS } from '../../../lib/domain/action/action-limits';
import { withFailedStop, withLoopFrom, withSteady } from '../../../lib/domain/action/crash-loop';
import { fold } from '../../../lib/domain/incident/fold';
import type { StopHappening } from '../../../lib/domain/incident/happening';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { stopIn, stopsLike } from '../incident/recorded-happenings';
import { MINUTE, NOW, record } from './acting-state';

const crash = stopIn('exit-application-error/exit1-task.json');
const unhealthy = stopIn('elb-health-check-failed/backendtg.json');
const { servingAfter } = DEFAULT_ACTION_LIMITS;

/** Stops a while apart, each of a task that ran for so long before it. */
const crashes = (like: StopHappening, minutesApart: number, ran: number): readonly StopHappening[] =>
  stopsLike(
    like,
    [0, 1, 2, 3].map((index) => like.at + index * minutesApart * MINUTE),
  ).map((one) => {
    if (one.symptom.kind !== 'stop') throw new Error('expected a stop');
    const startedAt = one.at - ran;
    const times = {
      createdAt: startedAt - MINUTE,
      startedAt,
      executionStoppedAt: one.at,
      stoppingAt: one.at,
      stoppedAt: one.at,
    };
    return { ...one, symptom: { kind: 'stop', stop: { ...one.symptom.stop, ...times } } };
  });

/** Taken in one after the other. */
function loopOf(stops: readonly StopHappening[]): ServiceRecord['loop'] {
  const [first] = stops;
  if (first === undefined) throw new Error('expected stops');
  let before = newRecord(first.subject);
  for (const stop of stops)
    before = { ...fold(before, [stop], { known: new Map(), now: stop.at, thresholds }).record, pending: [] };
  return before.loop;
}

describe('failed stops in a row', () => {
  it('are counted where tasks stop soon after their start', () => {
    expect(loopOf(crashes(crash, 2, MINUTE))?.stops).toBe(4);
  });

  it('are no crash loop where each task ran, and served, for long before', () => {
    expect(loopOf(crashes(crash, 20, 19 * MINUTE))?.stops ?? 0).toBeLessThan(2);
    expect(loopOf(crashes(crash, 6, servingAfter))?.stops ?? 0).toBeLessThan(2);
  });

  it('are counted where tasks ran for long and their health checks failed all the while', () => {
    expect(loopOf(crashes(unhealthy, 10, 9 * MINUTE))?.stops).toBe(4);
  });
});

describe('what begins the count anew', () => {
  it('is a stop of another revision: neither goes on with the loop of the other', () => {
    const stops = crashes(crash, 2, MINUTE);
    const mixed = stops.map((stop, index) => ({ ...stop, revision: index < 3 ? 7 : 8 }));
    expect(loopOf(mixed.slice(0, 3))).toMatchObject({ stops: 3, revision: 7 });
    expect(loopOf(mixed)).toMatchObject({ stops: 1, revision: 8, since: mixed[3]?.at });
  });

  it('is no steady state between two crashes: without a health check a service is steady as soon as its tasks run', () => {
    let slow = record();
    for (let at = NOW; at < NOW + 60 * MINUTE; at += 1.5 * MINUTE) {
      slow = withFailedStop(slow, { at, revision: 8 }, at);
      slow = withSteady(slow, at + MINUTE);
    }
    expect(slow.loop).toMatchObject({ stops: 40 + (record().loop?.stops ?? 0) });
  });

  it('is a steady state after which nothing failed for long', () => {
    const steady = withSteady(record({ loop: { stops: 5, since: NOW - 8 * MINUTE, lastAt: NOW } }), NOW + MINUTE);
    const soon = withFailedStop(steady, { at: NOW + MINUTE + servingAfter - 1 }, NOW + 9 * MINUTE);
    expect(soon.loop).toEqual({ stops: 6, since: NOW - 8 * MINUTE, lastAt: NOW + MINUTE + servingAfter - 1 });
    const late = withFailedStop(steady, { at: NOW + MINUTE + servingAfter }, NOW + 9 * MINUTE);
    expect([late.loop?.stops, late.loopFrom]).toEqual([1, NOW + MINUTE]);
  });

  it('says nothing of a loop that began after it, where its event comes late', () => {
    const before = record({ loop: { stops: 5, since: NOW - 8 * MINUTE, lastAt: NOW } });
    const { loop, loopFrom } = withLoopFrom(before, NOW - 9 * MINUTE);
    expect([loop, loopFrom]).toEqual([before.loop, NOW - 9 * MINUTE]);
    expect(withLoopFrom(before, NOW - 7 * MINUTE).loop).toBeUndefined();
  });
});

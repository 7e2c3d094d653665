import { fold } from '../../../lib/domain/incident/fold';
import type { Happening } from '../../../lib/domain/incident/happening';
import type { StopRow } from '../../../lib/domain/incident/row';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { addUsage, usageOf } from '../../../lib/domain/incident/usage';
import type { Stop } from '../../../lib/domain/stop';
import { stopIn, stopsLike } from './recorded-happenings';

const happening = stopIn('exit-missing-configuration/composed-rust-database-uri.json');
if (happening.symptom.kind !== 'stop') throw new Error('no stop');
/** 0.5 vCPU and 1 GB on arm64, from the pull at 23:49:01.892 to the stop at 23:49:49.892. */
const arm = happening.symptom.stop;
const pulledAt = arm.pullStartedAt ?? 0;
const lasting = (seconds: number, more: Partial<Stop> = {}) => ({
  ...arm,
  stoppedAt: pulledAt + seconds * 1000,
  ...more,
});

describe('what a stopped task is billed for', () => {
  it('is its size from the pull of the image to the stop, a minute at least', () => {
    expect(usageOf(arm)).toEqual({
      architecture: 'ARM64',
      spot: false,
      tasks: 1,
      vcpuSeconds: 30,
      memoryGbSeconds: 60,
    });
  });

  it.each([
    [1, 60],
    [60, 60],
    [60.001, 61],
    [600, 600],
    [3_599, 3_599],
    [-30, 60],
  ])('for %d seconds is %i', (seconds, billed) => {
    expect(usageOf(lasting(seconds))?.memoryGbSeconds).toBe(billed);
  });

  it('begins with the start where the pull is not told', () => {
    const { pullStartedAt: _pull, ...rest } = lasting(300);
    expect(usageOf({ ...rest, startedAt: pulledAt + 100_000 })?.memoryGbSeconds).toBe(200);
  });

  it('tells Spot and the architecture', () => {
    expect(usageOf({ ...arm, capacityProvider: 'FARGATE_SPOT' })).toMatchObject({ spot: true });
    expect(usageOf({ ...arm, architecture: 'x86_64' })).toMatchObject({ architecture: 'X86_64' });
  });

  const { cpu: _cpu, ...withoutCpu } = arm;
  const { pullStartedAt: _pull, startedAt: _start, ...neverPulled } = arm;
  const { stoppedAt: _stop, ...withoutEnd } = arm;
  const { launchType: _type, ...withoutLaunchType } = arm;
  it.each([
    ['on EC2', { ...arm, launchType: 'EC2' }],
    ['of an own capacity provider', { ...withoutLaunchType, capacityProvider: 'my-instances' }],
    ['of which nothing tells where it ran', withoutLaunchType],
    ['on Windows, which has a licence fee', { ...arm, platformFamily: 'Windows_Server_2022_Core' }],
    ['without a size', withoutCpu],
    ['of no size', { ...arm, cpu: 0 }],
    ['that did not come to the pull', neverPulled],
    ['without an end', withoutEnd],
    ['that served for an hour before it failed', lasting(3_600)],
  ])('is nothing for a task %s', (_, task) => {
    expect(usageOf(task)).toBeUndefined();
  });
});

it('is summed kind by kind', () => {
  const one = usageOf(arm);
  const spot = usageOf({ ...arm, capacityProvider: 'FARGATE_SPOT' });
  if (one === undefined || spot === undefined) throw new Error('no usage');
  expect([one, spot, one].reduce(addUsage, [])).toEqual([
    { ...one, tasks: 2, vcpuSeconds: 60, memoryGbSeconds: 120 },
    spot,
  ]);
});

describe('an incident', () => {
  const stops = stopsLike(
    happening,
    [0, 1, 2].map((minute) => happening.at + minute * 60_000),
  );
  const known = new Map<string, StopRow>();

  /** Batch by batch, with the rows that each left. */
  function countedAfter(...batches: readonly (readonly Happening[])[]): ServiceRecord {
    let record = newRecord(happening.subject);
    known.clear();
    for (const batch of batches) {
      const change = fold(record, batch, { known, now: happening.at + 300_000, thresholds });
      record = change.record;
      for (const row of change.rows) if (row.type === 'stop') known.set(row.taskId, row);
    }
    return record;
  }

  it('counts what each task used once, whatever the order, the batches and the copies', () => {
    const usage = [{ architecture: 'ARM64', spot: false, tasks: 3, vcpuSeconds: 90, memoryGbSeconds: 180 }];
    expect(countedAfter(stops).incident?.usage).toEqual(usage);
    expect(countedAfter(stops, stops).incident?.usage).toEqual(usage);
    expect(countedAfter([...stops].reverse(), stops.slice(1)).incident?.usage).toEqual(usage);
    expect(countedAfter(stops.slice(2), stops.slice(0, 1), [...stops, ...stops]).incident?.usage).toEqual(usage);
    expect(
      countedAfter(
        stops,
        stops.map((one) => ({ ...one, version: one.version + 1 })),
      ).incident?.usage,
    ).toEqual(usage);
  });

  it('of tasks on EC2 has used nothing that is billed for them', () => {
    const stop = { ...stopIn('log-network/logs-lookup.json'), at: happening.at };
    expect(countedAfter([stop]).incident?.stops).toBe(1);
    expect(countedAfter([stop]).incident?.usage).toBeUndefined();
  });
});

import { noEvidence } from '../../../lib/app/collect-evidence';
import { diagnose } from '../../../lib/domain/diagnosis/diagnose';
import { recordOf } from '../../../lib/domain/diagnosis/diagnosis-record';
import { attend } from '../../../lib/domain/incident/attend';
import { baselineOf, withBaseline } from '../../../lib/domain/incident/baseline';
import { dueAtOf } from '../../../lib/domain/incident/due-at';
import { fold } from '../../../lib/domain/incident/fold';
import type { StopHappening } from '../../../lib/domain/incident/happening';
import type { Look } from '../../../lib/domain/incident/look';
import { type Observation, observeService, serviceGone } from '../../../lib/domain/incident/observe-service';
import { recovered } from '../../../lib/domain/incident/recovery';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { sharpen } from '../../../lib/domain/incident/sharpen';
import { tell } from '../../../lib/domain/incident/tell';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import { known, unavailable } from '../../../lib/domain/read';
import { rules } from '../../../lib/domain/rules';
import { parseService } from '../../../lib/domain/service';
import { stopIn } from './recorded-happenings';

const MINUTE = 60_000;
const noon = Date.parse('2026-11-09T12:00:00Z');
const subject = { kind: 'service', cluster: 'prod', name: 'web' } as const;

function seen(now: number, more: Record<string, unknown>, ...targets: readonly string[]): Observation {
  const service = parseService({
    serviceName: 'web',
    clusterArn: 'cluster/prod',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    loadBalancers: [{ targetGroupArn: 'tg' }],
    ...more,
  });
  if (service === undefined) throw new Error('no service');
  return {
    service,
    targetGroups: known([{ arn: 'tg', interval: 15, unhealthyThreshold: 2 }]),
    targetHealth: targets.length === 0 ? unavailable('not asked') : known(targets.map((state) => ({ state }))),
    at: now,
    now,
  };
}

const watch = (looks: readonly Observation[], record: ServiceRecord = newRecord(subject)) => {
  let change = { record, looks: [] as readonly unknown[] };
  for (const one of looks) change = observeService(change.record, one, thresholds);
  return change;
};

it('opens an incident when no target is healthy for two check cycles and the grace, and asks why', () => {
  const grace = { healthCheckGracePeriodSeconds: 60 };
  const early = watch([seen(noon, grace, 'unhealthy'), seen(noon + 3 * MINUTE - 1, grace, 'unhealthy')]);
  expect(early.record.incident).toBeUndefined();
  const { record, looks } = watch([seen(noon + 3 * MINUTE, grace, 'unhealthy')], early.record);
  expect(record.incident).toMatchObject({ state: 'open', openedAt: noon, stops: 0 });
  expect(looks).toMatchObject([{ symptom: { kind: 'service' }, last: true }]);
});

it('leaves the stops whose rows are missing to the incident that counted them', () => {
  const counted: ServiceRecord = { ...newRecord(subject), episode: 1, pending: ['0123456789abcdef0123456789abcdef'] };
  const { record } = watch([seen(noon, {}, 'unhealthy'), seen(noon + 30 * MINUTE, {}, 'unhealthy')], counted);
  expect(record).toMatchObject({ episode: 2, pending: counted.pending });
  const later = fold(record, [], { known: new Map(), now: noon + 31 * MINUTE, thresholds });
  expect(later.owed).toMatchObject([{ type: 'stop', taskId: counted.pending[0], episode: 1 }]);
  expect(later.record).toMatchObject({ episode: 2, pending: [] });
  expect(later.record).not.toHaveProperty('pendingEpisode');
});

it('opens an incident when fewer tasks run than wanted for ten minutes', () => {
  const look = (at: number) => seen(at, { runningCount: 1, loadBalancers: [] });
  expect(watch([look(noon), look(noon + 9 * MINUTE)]).record.incident).toBeUndefined();
  expect(watch([look(noon), look(noon + 10 * MINUTE)]).record.incident).toMatchObject({ severity: 'error' });
});

it('begins to count anew when it was well in between', () => {
  const { record } = watch([
    seen(noon, {}, 'unhealthy'),
    seen(noon + 2 * MINUTE, {}, 'healthy'),
    seen(noon + 4 * MINUTE, {}, 'unhealthy'),
    seen(noon + 5 * MINUTE, {}, 'unhealthy'),
  ]);
  expect(record.incident).toBeUndefined();
});

it.each([
  ['nothing is wanted', seen(noon, { desiredCount: 0, runningCount: 0 }, 'unhealthy')],
  ['nobody asked for the targets', seen(noon, {})],
  ['a target is healthy', seen(noon, {}, 'healthy', 'unhealthy')],
])('takes it for well when %s', (_name, one) => {
  expect(watch([one, { ...one, now: noon + 60 * MINUTE, at: noon + 60 * MINUTE }]).record.incident).toBeUndefined();
});

const failing = watch([seen(noon, {}, 'unhealthy'), seen(noon + 10 * MINUTE, {}, 'unhealthy')]).record;

it('closes as held, not as resolved, when the desired count is 0', () => {
  const told = tell(failing, noon + 11 * MINUTE, thresholds).record;
  const { record } = watch([seen(noon + 15 * MINUTE, { desiredCount: 0, runningCount: 0 })], told);
  expect(record.incident?.state).toBe('held');
  expect(tell(record, noon + 15 * MINUTE, thresholds).kind).toBe('update');
});

it('closes when the service is deleted', () => {
  expect(watch([seen(noon + 15 * MINUTE, { status: 'INACTIVE' })], failing).record.incident?.state).toBe('deleted');
});

it('forgets what it watched of a service that is gone', () => {
  const waiting = watch([seen(noon, {}, 'unhealthy')]).record;
  expect(waiting.silence).toBeDefined();
  expect(serviceGone(waiting, noon + MINUTE).record.silence).toBeUndefined();
  expect(watch([seen(noon + MINUTE, { status: 'DRAINING' })], waiting).record.silence).toBeUndefined();
});

it('begins the recovery when all that is wanted runs and a target is healthy', () => {
  const { record } = watch([seen(noon + 20 * MINUTE, {}, 'healthy')], failing);
  expect(record.incident).toMatchObject({ state: 'recovering', recovery: { because: '2 of 2 running' } });
});

it('does not begin it while a deployment is under way or the targets are unknown', () => {
  const deploying = { deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }] };
  expect(watch([seen(noon + 20 * MINUTE, deploying, 'healthy')], failing).record.incident?.state).toBe('open');
  expect(watch([seen(noon + 20 * MINUTE, {})], failing).record.incident?.state).toBe('open');
});

it('counts what failed before anybody watched as told', () => {
  const first = seen(noon, { runningCount: 0, loadBalancers: [] });
  expect(baselineOf(first)).toBe('0 of 2 running');
  const record = withBaseline(newRecord(subject), first, thresholds);
  expect(record.incident).toMatchObject({ baseline: true, toldAt: noon, severity: 'critical' });
  expect(tell(record, noon, thresholds).kind).toBeUndefined();
});

it('remembers the revision that is deployed and runs as the last good one', () => {
  const deployments = [
    { id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2, taskDefinition: 'web:7' },
  ];
  expect(watch([seen(noon, { deployments }, 'healthy')]).record.lastGood).toBe('web:7');
  const atZero = [{ ...deployments[0], runningCount: 0, taskDefinition: 'web:8' }];
  expect(watch([seen(noon, { desiredCount: 0, deployments: atZero })]).record.lastGood).toBeUndefined();
});

it.each([
  ['true', true],
  ['2026-12-01', true],
  ['2026-11-01', false],
  ['perhaps', false],
])('reads the mute tag %s', (value, isMuted) => {
  const { record } = watch([seen(noon, { tags: [{ key: 'ecs-medic:mute', value }] }, 'healthy')]);
  expect(record.mute !== undefined && record.mute.until > noon).toBe(isMuted);
});

it('takes a channel from the tag only where it can be one', () => {
  const withTag = (value: string) =>
    watch([seen(noon, { tags: [{ key: 'ecs-medic:channel', value }] }, 'healthy')]).record.channel;
  expect([withTag('#team-orders'), withTag('C0123456789'), withTag('<!channel>'), withTag('')]).toEqual([
    '#team-orders',
    'C0123456789',
    undefined,
    undefined,
  ]);
});

describe('of a service that has an open incident', () => {
  const rateLimited = stopIn('image-pull-rate-limited/toomany.json');
  const tagMissing = stopIn('image-tag-not-found/agent-422-owncloud-latest.json');
  const stopped = (stop: StopHappening): ServiceRecord => {
    const happening = { ...stop, subject, at: noon };
    return fold(newRecord(subject), [happening], { known: new Map(), now: noon, thresholds }).record;
  };
  const down = (minutes: number) => seen(noon + minutes * MINUTE, { runningCount: 0, loadBalancers: [] });

  it('tells of a passing trouble that does not pass, although its stops make no pattern', () => {
    const untold = tell(stopped(rateLimited), noon, thresholds);
    expect(untold.kind).toBeUndefined();
    const { record, looks } = watch([down(5), down(10), down(15)], untold.record);
    expect(looks).toMatchObject([{ signature: 'silence/below-desired', last: true }]);
    const told = tell(record, noon + 16 * MINUTE, thresholds);
    expect(told.kind).toBe('opened');
    expect(told.record.incident?.causes.map(({ cause }) => cause)).toEqual([
      'image-pull-rate-limited',
      'service-start-impaired',
    ]);
    expect(watch([down(20), down(40)], record).record.incident?.causes).toHaveLength(2);
  });

  it('tells of a silence also where the evidence names a cause that often passes by itself', () => {
    const { diagnosis } = rateLimited;
    if (diagnosis === undefined) throw new Error('no diagnosis');
    expect(diagnosis.kind).toBe('transient');
    for (const before of [newRecord(subject), stopped(rateLimited)]) {
      const { record, looks } = watch([down(0), down(10)], before);
      const [look] = looks as readonly [Look];
      const now = noon + 10 * MINUTE;
      const read = sharpen(record, look, { diagnosis, conclusive: true, now }, thresholds).record;
      expect(read.incident?.causes.map(({ cause }) => cause)).toEqual(['image-pull-rate-limited']);
      expect(tell(read, now, thresholds).kind).toBe('opened');
    }
  });

  it('adds nothing to what is told and still fails', () => {
    const { record } = tell(stopped(tagMissing), noon, thresholds);
    expect(watch([down(5), down(20)], record).record).toMatchObject({ incident: { causes: [{ stops: 1 }] } });
    expect(watch([down(5), down(20)], record).record.silence).toBeUndefined();
  });

  it('does not call it resolved while no target is healthy, and opens it again when that lasts', () => {
    const { record: told } = tell(stopped(tagMissing), noon, thresholds);
    const recovering = recovered(told, { at: noon + MINUTE, because: 'steady state' }, thresholds);
    const waiting = watch([seen(noon + 4 * MINUTE, {}, 'unhealthy')], recovering).record;
    expect(attend(waiting, noon + 6 * MINUTE, thresholds).incident?.state).toBe('recovering');
    expect(dueAtOf(waiting, noon + 6 * MINUTE, thresholds)).toBeGreaterThan(noon + 20 * MINUTE);
    const again = watch([seen(noon + 9 * MINUTE, {}, 'unhealthy')], waiting).record;
    expect(again.incident).toMatchObject({ state: 'open' });
    expect(again.incident?.recovery).toBeUndefined();
    const well = watch([seen(noon + 9 * MINUTE, {}, 'healthy')], waiting).record;
    expect(attend(well, noon + 9 * MINUTE, thresholds).incident?.state).toBe('resolved');
  });
});

it('takes more and more running tasks for progress, however long it takes', () => {
  const out = (minutes: number, runningCount: number) =>
    seen(noon + minutes * MINUTE, { desiredCount: 40, runningCount, loadBalancers: [] });
  const growing = watch([out(0, 10), out(5, 18), out(10, 25), out(15, 31), out(20, 31)]);
  expect(growing.record.incident).toBeUndefined();
  expect(watch([out(25, 30)], growing.record).record.incident?.state).toBe('open');
});

it('gives a deployment half an hour, and tells then that it goes nowhere', () => {
  const deployments = [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', failedTasks: 0 }];
  const stuck = (minutes: number) => seen(noon + minutes * MINUTE, { runningCount: 1, loadBalancers: [], deployments });
  const waiting = watch([stuck(0), stuck(15), stuck(29)]);
  expect(waiting.record.incident).toBeUndefined();
  const { record, looks } = watch([stuck(30)], waiting.record);
  const [look] = looks as readonly [Look];
  const evidence = noEvidence('not in this test');
  const diagnosis = diagnose(look.symptom, evidence, rules);
  if (diagnosis?.cause.kind !== 'normal') throw new Error('expected that the evidence shows a deployment only');
  const read = { diagnosis: recordOf(diagnosis, look.symptom, evidence), conclusive: true, now: noon + 30 * MINUTE };
  const sharpened = sharpen(record, look, read, thresholds).record;
  expect(tell(sharpened, noon + 30 * MINUTE, thresholds).kind).toBe('opened');
});

it('closes an incident of a service with a classic load balancer, whose targets nobody can ask for', () => {
  const classic = { loadBalancers: [{ loadBalancerName: 'old-elb' }] };
  const down = watch([
    seen(noon, { ...classic, runningCount: 0 }),
    seen(noon + 10 * MINUTE, { ...classic, runningCount: 0 }),
  ]);
  expect(down.record.incident?.state).toBe('open');
  expect(watch([seen(noon + 20 * MINUTE, classic)], down.record).record.incident?.state).toBe('recovering');
});

it('tells what has lasted, even where its cause often passes by itself', () => {
  const { record } = watch([
    seen(noon, { runningCount: 0, loadBalancers: [] }),
    seen(noon + 10 * MINUTE, { runningCount: 0, loadBalancers: [] }),
  ]);
  const { incident } = record;
  if (incident === undefined) throw new Error('no incident');
  const causes = incident.causes.map((cause) => {
    const { awaitedUntil: _read, ...known } = cause;
    return { ...known, cause: 'placement-no-capacity' as const, kind: 'transient' as const };
  });
  const sharpened = { ...record, incident: { ...incident, causes } };
  expect(tell(sharpened, noon + 10 * MINUTE, thresholds).kind).toBe('opened');
});

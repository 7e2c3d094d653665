import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import type { JsonObject } from '../../lib/domain/json';
import { known, unavailable } from '../../lib/domain/read';
import { parseService } from '../../lib/domain/service';
import { type ServiceLook, type ServiceStanding, standingOf } from '../../lib/domain/service-standing';

const MINUTE = 60_000;
const NOW = Date.parse('2026-05-05T12:00:00Z');
const ago = (minutes: number): string => new Date(NOW - minutes * MINUTE).toISOString();

interface Scene extends Partial<Omit<ServiceLook, 'service'>> {
  readonly service?: JsonObject;
  readonly rollout?: JsonObject;
  /** Minutes since it said that it is steady. */
  readonly steady?: number;
  /** Minutes since tasks failed. */
  readonly failed?: readonly number[];
}

function standing({ service = {}, rollout = {}, steady, failed = [], ...more }: Scene): ServiceStanding {
  const described = {
    serviceName: 'orders',
    serviceArn: 'arn:aws:ecs:eu-central-1:111122223333:service/prod/orders',
    status: 'ACTIVE',
    desiredCount: 3,
    runningCount: 3,
    deployments: [
      {
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        rolloutState: 'COMPLETED',
        createdAt: ago(300),
        updatedAt: ago(290),
        ...rollout,
      },
    ],
    events:
      steady === undefined ? [] : [{ createdAt: ago(steady), message: '(service orders) has reached a steady state.' }],
    ...service,
  };
  const nothing = unavailable('there is no target group to ask about');
  return standingOf(
    {
      service: parseService(described),
      targetGroups: nothing,
      targetHealth: nothing,
      failures: failed.map((minutes) => NOW - minutes * MINUTE),
      lastStop: undefined,
      saysFault: false,
      now: NOW,
      ...more,
    },
    DEFAULT_THRESHOLDS,
  );
}

const behind = { loadBalancers: [{ targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/a/1' }] };
const inProgress = { rolloutState: 'IN_PROGRESS' };

it.each<[string, Scene, ServiceStanding['state'], RegExp]>([
  ['runs all tasks', {}, 'healthy', /all tasks that are wanted run/],
  ['is to run nothing', { service: { desiredCount: 0, runningCount: 0 } }, 'at-zero', /desired count is 0/],
  ['was deleted', { service: { status: 'INACTIVE' } }, 'going', /was deleted/],
  ['has too few tasks', { service: { runningCount: 1 } }, 'failing', /fewer tasks run/],
  ['tells no counts', { service: { desiredCount: undefined, runningCount: undefined } }, 'unknown', /how many tasks/],
  [
    'is short of a task that was stopped',
    { service: { runningCount: 2 }, lastStop: NOW - MINUTE },
    'changing',
    /replaced/,
  ],
  [
    'is short for long after that',
    { service: { runningCount: 2 }, lastStop: NOW - 30 * MINUTE },
    'failing',
    /fewer tasks/,
  ],
  [
    'starts a deployment',
    { service: { runningCount: 0 }, rollout: { ...inProgress, createdAt: ago(5) } },
    'changing',
    /under way/,
  ],
  ['deploys for ever', { service: { runningCount: 0 }, rollout: inProgress }, 'failing', /fewer tasks run/],
  [
    'deploys what fails, old tasks serving',
    { rollout: { ...inProgress, failedTasks: 4 } },
    'failing',
    /deployment fail/,
  ],
  ['failed to deploy', { rollout: { rolloutState: 'FAILED' } }, 'failing', /its deployment failed/],
  ['loses tasks that are replaced at once', { failed: [4, 2] }, 'failing', /its tasks fail/],
  ['lost tasks long ago', { failed: [50, 40] }, 'healthy', /all tasks/],
  ['lost tasks before it was steady', { failed: [4], steady: 1 }, 'healthy', /all tasks/],
  ['lost tasks since it was steady', { failed: [4], steady: 10 }, 'failing', /its tasks fail/],
  ['says that something is wrong', { saysFault: true }, 'failing', /says so itself/],
  ['serves nobody', { service: behind, targetHealth: known([{ state: 'unhealthy' }]) }, 'failing', /no target of it/],
  ['has no target at all', { service: behind, targetHealth: known([]) }, 'failing', /no target of it/],
  [
    'has one unhealthy target of two',
    { service: behind, targetHealth: known([{ state: 'healthy' }, { state: 'unhealthy' }]) },
    'failing',
    /1 of its targets is unhealthy/,
  ],
  [
    'waits for its first health checks',
    { service: behind, rollout: { ...inProgress, createdAt: ago(1) }, targetHealth: known([{ state: 'initial' }]) },
    'changing',
    /under way/,
  ],
])('a service that %s', (_name, scene, state, because) => {
  expect(standing(scene)).toMatchObject({ state, because: expect.stringMatching(because) });
});

it('tells since when: the first failure since it was steady, else the deployment, else the last steady state', () => {
  expect(standing({ failed: [50, 4, 2], steady: 10 }).since).toBe(NOW - 4 * MINUTE);
  expect(standing({ service: { runningCount: 0 }, rollout: inProgress, steady: 400 }).since).toBe(NOW - 300 * MINUTE);
  expect(standing({ service: { runningCount: 1 }, steady: 20 }).since).toBe(NOW - 20 * MINUTE);
  expect(standing({}).since).toBe(NOW - 290 * MINUTE);
});

it('judges a service that could not be read by its stops alone', () => {
  const look = { targetGroups: unavailable('x'), targetHealth: unavailable('x'), saysFault: false, now: NOW };
  const unread = { ...look, service: undefined, lastStop: undefined };
  expect(standingOf({ ...unread, failures: [] }, DEFAULT_THRESHOLDS).state).toBe('unknown');
  expect(standingOf({ ...unread, failures: [NOW - MINUTE] }, DEFAULT_THRESHOLDS)).toEqual({
    state: 'failing',
    because: 'its tasks fail',
    since: NOW - MINUTE,
  });
});

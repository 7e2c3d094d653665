import { readActionTags } from '../../../lib/domain/action/action-tags';
import { decide } from '../../../lib/domain/action/decide';
import type { ActionState, GuardId } from '../../../lib/domain/action/guard';
import { GUARDS } from '../../../lib/domain/action/guards';
import type { IncidentCause } from '../../../lib/domain/incident/incident';
import { known, unavailable } from '../../../lib/domain/read';
import { EARLIER, incident, MINUTE, NOW, policy, REVISION, record, service, state } from './acting-state';

const zero = GUARDS.incident['scale-to-zero'] ?? [];
const back = GUARDS.incident['roll-back'] ?? [];
const restore = GUARDS.schedule.restore ?? [];
const sleep = GUARDS.schedule['scale-to-zero'] ?? [];

const tags = (more: Record<string, string>) =>
  readActionTags(new Map(Object.entries({ 'ecs-medic:scale-to-zero': 'allow', ...more })));
const cause = (more: Partial<IncidentCause>) => ({
  ...incident,
  causes: [{ ...(incident.causes[0] as IncidentCause), ...more }],
});
const primary = service().deployments[0];
const deployment = (more: object) => known(service({ deployments: [{ id: 'ecs-svc/1', ...primary, ...more }] }));
const task = (more: object = {}) => ({ taskId: 't', isProtected: false, startedAt: NOW - MINUTE, ...more });
const balanced = known(
  service({ loadBalancers: [{ targetGroupArn: 'arn:aws:elasticloadbalancing:tg', containerPort: 8000 }] }),
);
const spent = (count: number, ago: number, subject = 'production/other', cluster = 'production') =>
  Array.from({ length: count }, () => ({ at: NOW - ago, subject, cluster }));
const ledger = (more: object) => ({ schema: 1, version: 1, spent: [], ...more }) as const;

const rollingBack = {
  service: deployment({ rolloutState: 'IN_PROGRESS' }),
  currentDeployment: known({ serviceDeploymentArn: 'arn:sd', status: 'IN_PROGRESS', sourceTaskDefinition: EARLIER }),
};

it('acts where every safeguard agrees', () => {
  expect(decide(zero, state(), NOW, policy)).toMatchObject({ decision: 'do' });
  expect(decide(back, state(rollingBack), NOW, policy)).toMatchObject({ decision: 'do' });
});

const refusals: readonly [GuardId, string, Partial<ActionState>][] = [
  ['unreadable', 'the read was refused', { service: unavailable('AccessDenied') }],
  ['unreadable', 'the service is gone', { service: known('absent') }],
  ['service-state', 'it is draining', { service: known(service({ status: 'DRAINING' })) }],
  ['service-state', 'a DAEMON has no count', { service: known(service({ schedulingStrategy: 'DAEMON' })) }],
  ['already-at-zero', 'it is at 0', { service: known(service({ desiredCount: 0 })) }],
  [
    'crash-loop',
    'two stops are no loop',
    { record: record({ loop: { stops: 2, since: NOW - 20 * MINUTE, lastAt: NOW } }) },
  ],
  [
    'crash-loop',
    'it lasts for two minutes',
    { record: record({ loop: { stops: 9, since: NOW - 2 * MINUTE, lastAt: NOW } }) },
  ],
  ['crash-loop', 'half of 40 tasks are more', { service: known(service({ desiredCount: 40 })) }],
  ['crash-loop', 'a tag wants more', { tags: tags({ 'ecs-medic:crash-loop-stops': '8' }) }],
  ['crash-loop', 'a tag wants longer', { tags: tags({ 'ecs-medic:crash-loop-minutes': '30' }) }],
  [
    'crash-loop',
    'a deployment is newer than its first stop',
    { service: deployment({ createdAt: NOW - 10 * MINUTE }) },
  ],
  ['crash-loop', 'the incident is over', { record: record({ incident: { ...incident, state: 'resolved' } }) }],
  ['no-longer-failing', 'it is recovering', { record: record({ incident: { ...incident, state: 'recovering' } }) }],
  [
    'no-longer-failing',
    'nothing failed for 40 minutes',
    {
      record: record({ loop: { stops: 9, since: NOW - 90 * MINUTE, lastAt: NOW - 40 * MINUTE } }),
      service: deployment({ createdAt: NOW - 100 * MINUTE }),
    },
  ],
  [
    'cause',
    'a transient cause heals by itself',
    { record: record({ incident: cause({ kind: 'transient', cause: 'fargate-capacity' }) }) },
  ],
  [
    'cause',
    'no capacity is not its fault',
    { record: record({ incident: cause({ cause: 'placement-no-capacity' }) }) },
  ],
  ['cause', 'a dependency is down', { record: record({ incident: cause({ cause: 'exit-dependency-unreachable' }) }) }],
  ['serving', 'a task is healthy', { runningTasks: known([task({ healthStatus: 'HEALTHY' })]) }],
  [
    'serving',
    'a task without health check runs for long',
    { runningTasks: known([task({ startedAt: NOW - 6 * MINUTE })]) },
  ],
  ['serving', 'nobody knows how long it runs', { runningTasks: known([{ taskId: 't', isProtected: false }]) }],
  [
    'serving',
    'a health check is all that fails',
    { record: record({ incident: cause({ cause: 'elb-health-path' }) }) },
  ],
  ['serving', 'tasks could not be read', { runningTasks: unavailable('AccessDenied') }],
  ['serving', 'a target is healthy', { service: balanced, targetHealth: known([{ state: 'healthy' }]) }],
  ['serving', 'targets could not be read', { service: balanced, targetHealth: unavailable('AccessDenied') }],
  [
    'deployment-controller',
    'CodeDeploy moves traffic',
    { service: known(service({ deploymentController: 'CODE_DEPLOY' })) },
  ],
  ['deployment-controller', 'somebody else deploys', { service: known(service({ deploymentController: 'EXTERNAL' })) }],
  [
    'circuit-breaker',
    'the circuit breaker watches',
    {
      service: known(
        service({
          circuitBreaker: { enable: true, rollback: true },
          deployments: [{ id: 'ecs-svc/1', ...primary, rolloutState: 'IN_PROGRESS' }],
        }),
      ),
    },
  ],
  [
    'deployment',
    'the old revision still runs',
    {
      service: known(
        service({
          deployments: [
            { id: 'ecs-svc/1', ...primary },
            { id: 'ecs-svc/0', status: 'ACTIVE', runningCount: 3 },
          ],
        }),
      ),
    },
  ],
  [
    'deployment',
    'ECS rolls back',
    { record: record({ deployment: { id: 'ecs-svc/1', at: NOW, state: 'rolling-back' } }) },
  ],
  ['new-service', 'it was just created', { service: known(service({ createdAt: NOW - 14 * MINUTE })) }],
  [
    'task-protection',
    'a task is protected',
    { runningTasks: known([task({ isProtected: true, healthStatus: 'UNHEALTHY' })]) },
  ],
  ['auto-scaling', 'what scales it is not known', { scalableTarget: unavailable('AccessDenied') }],
  ['tag-problem', 'a tag cannot be read', { tags: tags({ 'ecs-medic:crash-loop-stops': 'many' }) }],
  ['tag-problem', 'a tag is misspelt', { tags: tags({ 'ecs-medic:no-action-until': '2027-01-01' }) }],
  ['no-actions-until', 'a tag forbids it', { tags: tags({ 'ecs-medic:no-actions-until': '2026-12-01' }) }],
  ['not-told', 'nobody was told', { record: record({ incident: { ...withoutTold() } }) }],
  ['muted', 'it is muted', { record: record({ mute: { until: NOW + MINUTE, by: 'tag' } }) }],
  [
    'in-flight',
    'another change is under way',
    { ledger: ledger({ inFlight: { intentId: 'i', subject: 'production/other', at: NOW } }) },
  ],
  [
    'held',
    'it is held',
    { record: record({ hold: { owner: 'schedule', since: NOW, remembered: 2, deploymentId: 'ecs-svc/1' } }) },
  ],
  ['once', 'something was done for it', { record: record({ incident: { ...incident, actedAt: NOW - MINUTE } }) }],
  ['latched', 'two actions failed', { record: record({ failedActions: 2 }) }],
  ['frozen', 'many services fail', { ledger: ledger({ frozenUntil: NOW + MINUTE }) }],
  [
    'budget-service',
    'one in six hours',
    { ledger: ledger({ spent: spent(1, 359 * MINUTE, 'production/orders-api') }) },
  ],
  ['budget-cluster', 'three an hour', { ledger: ledger({ spent: spent(3, 59 * MINUTE) }) }],
  ['budget-account', 'ten a day', { ledger: ledger({ spent: spent(10, 23 * 60 * MINUTE, 'x/y', 'x') }) }],
];

function withoutTold() {
  const { toldAt: _, ...untold } = incident;
  return untold;
}

it.each(refusals)('refuses by %s: %s', (guard, _, more) => {
  const decision = decide(zero, state(more), NOW, policy);
  expect(decision).toMatchObject({ decision: 'refuse', guard });
  expect(decision.reason).not.toBe('');
});

it('has a case for each safeguard that refuses to put a crashing service to zero', () => {
  const tried = new Set(refusals.map(([guard]) => guard));
  const allowing = ['not-opted-in', 'switched-off', 'observe-mode'];
  expect(zero.map(({ id }) => id).filter((id) => !tried.has(id) && !allowing.includes(id))).toEqual([]);
});

it.each<[GuardId, Partial<ActionState>, 'observe' | 'enforce']>([
  ['not-opted-in', { tags: readActionTags(new Map()) }, 'enforce'],
  ['switched-off', { switchedOn: known(false) }, 'enforce'],
  ['switched-off', { switchedOn: unavailable('AccessDenied') }, 'enforce'],
  ['observe-mode', {}, 'observe'],
])('tells as would-have what %s does not allow', (guard, more, mode) => {
  expect(decide(zero, state(more), NOW, { ...policy, mode })).toMatchObject({ decision: 'would-have', guard });
});

it('frees the budget when its time is over', () => {
  const more = { ledger: ledger({ spent: spent(1, 361 * MINUTE, 'production/orders-api') }) };
  expect(decide(zero, state(more), NOW, policy)).toMatchObject({ decision: 'do' });
});

it('acts although tasks just started, none of them healthy', () => {
  const young = state({
    runningTasks: known([task(), task({ healthStatus: 'UNHEALTHY', startedAt: NOW - 60 * MINUTE })]),
  });
  expect(decide(zero, young, NOW, policy)).toMatchObject({ decision: 'do' });
});

it.each<[string, Partial<ActionState>]>([
  ['nothing is under way', { ...rollingBack, currentDeployment: known(undefined) }],
  [
    'it is rolling back already',
    {
      ...rollingBack,
      currentDeployment: known({
        serviceDeploymentArn: 'a',
        status: 'ROLLBACK_IN_PROGRESS',
        sourceTaskDefinition: EARLIER,
      }),
    },
  ],
  [
    'there is nothing before it',
    { ...rollingBack, currentDeployment: known({ serviceDeploymentArn: 'a', status: 'IN_PROGRESS' }) },
  ],
  ['it would lead to a revision that was not good', { ...rollingBack, record: record({ lastGood: REVISION }) }],
  ['it could not be read', { ...rollingBack, currentDeployment: unavailable('AccessDenied') }],
])('does not roll back where %s', (_, more) => {
  expect(decide(back, state(more), NOW, policy)).toMatchObject({ decision: 'refuse', guard: 'nothing-to-roll-back' });
});

it('does not roll back while a task of the new revision serves, and does while one of the old does', () => {
  const serving = (arn: string) => known([task({ healthStatus: 'HEALTHY', taskDefinitionArn: arn })]);
  const fresh = state({ ...rollingBack, runningTasks: serving(REVISION) });
  expect(decide(back, fresh, NOW, policy)).toMatchObject({ decision: 'refuse', guard: 'serving' });
  expect(decide(back, state({ ...rollingBack, runningTasks: serving(EARLIER) }), NOW, policy).decision).toBe('do');
});

const hold = {
  owner: 'schedule',
  since: NOW - 9 * 60 * MINUTE,
  remembered: 3,
  deploymentId: 'ecs-svc/1',
  serviceCreatedAt: service().createdAt as number,
} as const;
const asleep = (more: object = {}) =>
  state({ record: record({ hold }), service: known(service({ desiredCount: 0, ...more })) });

it('wakes what the schedule put to sleep, and nothing else', () => {
  const schedule = { ...policy, owner: 'schedule' } as const;
  expect(decide(restore, asleep(), NOW, schedule)).toMatchObject({ decision: 'do' });
  expect(decide(restore, asleep({ desiredCount: 2 }), NOW, schedule)).toMatchObject({ guard: 'changed-by-others' });
  expect(decide(restore, asleep({ createdAt: NOW - MINUTE }), NOW, schedule)).toMatchObject({
    guard: 'another-service',
  });
  expect(decide(restore, state(), NOW, schedule)).toMatchObject({ guard: 'not-held' });
});

it('lets a deployment finish before the service sleeps, but not for ever', () => {
  const schedule = { ...policy, owner: 'schedule' } as const;
  const since = (minutes: number) =>
    state({ service: deployment({ rolloutState: 'IN_PROGRESS', createdAt: NOW - minutes * MINUTE }) });
  expect(decide(sleep, since(30), NOW, schedule)).toMatchObject({ decision: 'refuse', guard: 'deployment' });
  expect(decide(sleep, since(61), NOW, schedule)).toMatchObject({ decision: 'do' });
});

it('lets a person overrule what a person may overrule, and nothing else', () => {
  const person = { ...policy, owner: 'person', overruled: true } as const;
  const guards = GUARDS.person['scale-to-zero'] ?? [];
  const serving = { runningTasks: known([task({ healthStatus: 'HEALTHY' })]) };
  expect(decide(guards, state(serving), NOW, { ...policy, owner: 'person' })).toMatchObject({ guard: 'serving' });
  expect(decide(guards, state(serving), NOW, person)).toMatchObject({ decision: 'do' });
  expect(decide(guards, state({ record: record({ hold }) }), NOW, person)).toMatchObject({ guard: 'held' });
});

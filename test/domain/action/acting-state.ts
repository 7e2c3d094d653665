import { newActionLedger } from '../../../lib/domain/action/action-ledger';
import { DEFAULT_ACTION_LIMITS } from '../../../lib/domain/action/action-limits';
import { readActionTags } from '../../../lib/domain/action/action-tags';
import type { ActionPolicy, ActionState } from '../../../lib/domain/action/guard';
import type { Incident } from '../../../lib/domain/incident/incident';
import { newRecord, type ServiceRecord } from '../../../lib/domain/incident/service-record';
import { known, unavailable } from '../../../lib/domain/read';
import { parseService, type Service } from '../../../lib/domain/service';

export const MINUTE = 60_000;
export const NOW = Date.UTC(2026, 10, 25, 12);
export const REVISION = 'arn:aws:ecs:eu-central-1:123456789012:task-definition/orders-api:8';
export const EARLIER = 'arn:aws:ecs:eu-central-1:123456789012:task-definition/orders-api:7';

/** A service that has failed for a while, as DescribeServices tells of one; composed. */
export const service = (more: Partial<Service> = {}): Service => {
  const parsed = parseService({
    serviceName: 'orders-api',
    serviceArn: 'arn:aws:ecs:eu-central-1:123456789012:service/production/orders-api',
    clusterArn: 'arn:aws:ecs:eu-central-1:123456789012:cluster/production',
    status: 'ACTIVE',
    desiredCount: 3,
    runningCount: 0,
    pendingCount: 1,
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    taskDefinition: REVISION,
    createdAt: (NOW - 90 * 24 * 60 * MINUTE) / 1000,
    deployments: [
      {
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        rolloutState: 'COMPLETED',
        taskDefinition: REVISION,
        desiredCount: 3,
        runningCount: 0,
        createdAt: (NOW - 60 * MINUTE) / 1000,
      },
    ],
  });
  if (parsed === undefined) throw new Error('the composed service cannot be parsed');
  return { ...parsed, ...more };
};

export const incident: Incident = {
  id: 'production/orders-api#3',
  state: 'open',
  revision: 1,
  openedAt: NOW - 20 * MINUTE,
  flapping: false,
  baseline: false,
  causes: [
    {
      fingerprint: 'f1.exit-missing-configuration.3fa9c012',
      signatures: [],
      cause: 'exit-missing-configuration',
      kind: 'doomed',
      confidence: 'certain',
      container: 'app',
      stops: 7,
      firstAt: NOW - 20 * MINUTE,
      lastAt: NOW - MINUTE,
      recent: [],
      looks: 1,
      told: true,
    },
  ],
  stops: 7,
  recentStops: [],
  severity: 'critical',
  impactKnown: true,
  running: 0,
  desired: 3,
  rollingBack: false,
  toldAt: NOW - 18 * MINUTE,
  changed: false,
  reminders: 0,
  tier: 3,
};

export const record = (more: Partial<ServiceRecord> = {}): ServiceRecord => ({
  ...newRecord({ kind: 'service', cluster: 'production', name: 'orders-api' }),
  version: 9,
  episode: 3,
  incident,
  loop: { stops: 7, since: NOW - 20 * MINUTE, lastAt: NOW - MINUTE },
  ...more,
});

/** Everything agrees: a crash loop of a service that opted in. */
export const state = (more: Partial<ActionState> = {}): ActionState => ({
  record: record(),
  service: known(service()),
  tags: readActionTags(
    new Map([
      ['ecs-medic:scale-to-zero', 'allow'],
      ['ecs-medic:roll-back', 'allow'],
    ]),
  ),
  runningTasks: known([]),
  targetHealth: unavailable('it has no targets'),
  scalableTarget: known(undefined),
  currentDeployment: known(undefined),
  ledger: newActionLedger(),
  switchedOn: known(true),
  ...more,
});

export const policy: ActionPolicy = { mode: 'enforce', limits: DEFAULT_ACTION_LIMITS, owner: 'incident' };

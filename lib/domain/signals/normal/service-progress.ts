import { type Detector, lineDetector } from '../detector';
import type { SignalDetail } from '../signal';

type Progress = Extract<SignalDetail, { readonly kind: 'deployment-progress' }>;

const ROLLBACK = /rolling back to (?:deployment(?:Id)?:? )?\(?(ecs-svc\/\d{1,30})/i;
const STAGES: readonly (readonly [Progress['stage'], RegExp])[] = [
  ['rebalancing', /AZ rebalanc|to AZ Rebalance|is not AZ balanced|is AZ balanced/i],
  ['completed', /SERVICE_DEPLOYMENT_COMPLETED|deployment completed\b|^ECS deployment \S{1,60} completed\b/i],
  [
    'in-progress',
    /SERVICE_DEPLOYMENT_IN_PROGRESS|^ECS deployment \S{1,60} in progress\b|circuit breaker: rolling back/i,
  ],
  [
    'task-stopped',
    /has stopped \S{1,12} (?:running )?tasks?\b|has begun draining connections|deregistered \d{1,6} targets?\b|^TASKS_STOPPED$/i,
  ],
  ['task-started', /has started \S{1,12} tasks?\b|\bregistered \d{1,6} targets?\b/i],
];

/** What a service says while it works as it should: tasks come and go, deployments start and end. */
export const serviceProgress: Detector = lineDetector({
  id: 'service-progress',
  reads: ['message'],
  hints: ['has started', 'has stopped', 'registered', 'draining connections', 'deployment', 'az ', 'tasks_stopped'],
  line(text, _index, { origin }) {
    const stage = STAGES.find(([, pattern]) => pattern.test(text))?.[0];
    if (stage === undefined || /due to (?:an )?unhealthy/i.test(text)) return undefined;
    const event = origin.kind === 'deployment-reason' || origin.kind === 'service-action' || origin.kind === 'pasted';
    const rollingBackTo = ROLLBACK.exec(text)?.[1];
    if (/rolling back/i.test(text) && !event) return undefined;
    return {
      detail: { kind: 'deployment-progress', stage, ...(rollingBackTo === undefined ? {} : { rollingBackTo }) },
      piece: text,
    };
  },
});

/** The service has as many healthy tasks as it wants. */
export const steadyState: Detector = lineDetector({
  id: 'steady-state',
  reads: ['message'],
  hints: ['steady state', 'steady_state'],
  line: (text) =>
    /has reached a steady state|^(?:SERVICE|TASKSET|CAPACITY_PROVIDER)_STEADY_STATE$/i.test(text)
      ? { detail: { kind: 'steady-state' }, piece: text }
      : undefined,
});

import { templateOf } from './template';

/** The recordings that stories are made of, by what they show. All but the whole stories are of real tasks. */
export const recorded = {
  /** The event proves the cause. */
  imageMissing: () => templateOf('image-tag-not-found/technicalsdaily-notfound.json'),
  secretDenied: () => templateOf('secret-access-denied/agri-asm-denied.json'),
  outOfMemory: () => templateOf('out-of-memory/memlimit.json'),
  /** Only the log says why. */
  silentExit: () => templateOf('exit-missing-configuration/agenta1506.json'),
  otherSilentExit: () => templateOf('exit-missing-configuration/t3env88.json'),
  unreadableExit: () => templateOf('exit-application-error/exit1-bare.json'),
  /** May heal by itself. */
  transient: () => templateOf('eni-timeout/agent-4825-eni.json'),
  otherTransient: () => templateOf('image-pull-rate-limited/toomany.json'),
  /** Normal life. */
  scaleIn: () => templateOf('normal/scale-abc123.json'),
  byUser: () => templateOf('normal/user-worker.json'),
  maintenance: () => templateOf('normal/numinous-maintenance.json'),
  spot: () => templateOf('normal/spot-reclaimed-fixture.json'),
  finished: () => templateOf('normal/train-help-exit0.json'),
  /** What ECS says of a service. */
  steady: () => templateOf('stories/first-deploys.json', (_, detail) => detail['eventName'] === 'SERVICE_STEADY_STATE'),
  impaired: () =>
    templateOf('stories/first-deploys.json', (_, detail) => detail['eventName'] === 'SERVICE_TASK_START_IMPAIRED'),
  placementFailure: () =>
    templateOf('stories/node-on-ec2.json', (_, detail) => detail['eventName'] === 'SERVICE_TASK_PLACEMENT_FAILURE'),
  deploymentStarted: () =>
    templateOf('stories/first-deploys.json', (_, detail) => detail['eventName'] === 'SERVICE_DEPLOYMENT_IN_PROGRESS'),
  deploymentFailed: () =>
    templateOf('stories/first-deploys.json', (_, detail) => detail['eventName'] === 'SERVICE_DEPLOYMENT_FAILED'),
  rollingBack: () =>
    templateOf('stories/first-deploys.json', (_, detail) => /rolling back/.test(String(detail['reason']))),
  deploymentCompleted: () =>
    templateOf('stories/first-deploys.json', (_, detail) => detail['eventName'] === 'SERVICE_DEPLOYMENT_COMPLETED'),
} as const;

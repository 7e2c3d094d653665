import type { ActionView, IncidentView, NoticeAlert } from '../../lib/domain/incident/alert';

/** Composed: what the actions say of a service `orders-api` in `production`, in their own words. */
export const RESTORE = 'ecs-medic restore --cluster production --service orders-api';
export const AWS_RESTORE =
  'aws ecs update-service --cluster production --service orders-api --desired-count 3 --region eu-central-1';
const AWS_TARGET =
  'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount ' +
  '--resource-id service/production/orders-api --min-capacity 2 --max-capacity 12 ' +
  '--suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false --region eu-central-1';

export const putToZero = (at: number): ActionView => ({
  at,
  title: 'put to zero, 3 before',
  text: 'ecs-medic put it to zero (3 before): its desired count reads 0.',
  command: [RESTORE, AWS_RESTORE, AWS_TARGET].join('\n'),
  loud: true,
});

export const wouldHave = (at: number): ActionView => ({
  at,
  title: 'would scale to zero',
  text: 'ecs-medic would have begun to scale to zero now, but ecs-medic runs in observe mode.',
});

export const held = (at: number): Partial<IncidentView> => ({
  state: 'held',
  closedAt: at,
  closedBecause: 'ecs-medic set its desired count to 0',
  actions: [putToZero(at)],
  hold: { owner: 'incident', remembered: 3 },
  cost: { usd: 0.4212, arithmetic: ['composed'] },
});

export const releaseAtZero = (at: number): NoticeAlert => ({
  kind: 'notice',
  alertId: 'notice/40817264-5f0c11aa',
  at,
  notice: {
    noticeId: '40817264',
    at,
    subject: { kind: 'service', cluster: 'production', name: 'orders-api' },
    severity: 'warning',
    title: 'your release is deployed at 0 tasks',
    lines: [
      'The deployment of orders-api:12 completed at 0 tasks: ecs-medic put it to zero while it crashed, and nobody restored the count of 3.',
      'A deployment at 0 always completes, so nothing says yet whether the release works.',
    ],
    commands: [RESTORE, AWS_RESTORE, AWS_TARGET],
  },
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
});

/** About the whole deployment, with nothing to paste. */
export const freeze = (at: number): NoticeAlert => ({
  kind: 'notice',
  alertId: 'notice/1f2e3d4c-00aa11bb',
  at,
  notice: {
    noticeId: '1f2e3d4c',
    at,
    severity: 'error',
    title: 'many services fail at once: nothing is done to any of them',
    lines: ['12 incidents are open, 40 services are watched, and many of them opened within minutes.'],
    commands: [],
  },
});

/** Every text of it is hostile. */
export const hostileNotice = (at: number): NoticeAlert => {
  const hostile = `<!channel> \`\`\` *x* & <http://evil.example|ok>\u202e\u0007\r\nBcc: all ${'😀'.repeat(200)}`;
  const { notice, ...alert } = releaseAtZero(at);
  return {
    ...alert,
    alertId: 'notice/666-666',
    notice: {
      ...notice,
      subject: { kind: 'service', cluster: `production${hostile}`, name: `orders-api${hostile}` },
      title: hostile,
      lines: Array.from({ length: 12 }, () => hostile.repeat(3)),
      commands: Array.from({ length: 12 }, () => `aws ecs update-service ${hostile}`),
    },
    account: hostile,
    region: hostile,
  };
};

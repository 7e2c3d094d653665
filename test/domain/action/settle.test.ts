import type { Intent } from '../../../lib/domain/action/intent';
import { type Ending, settle } from '../../../lib/domain/action/settle';
import { known, unavailable } from '../../../lib/domain/read';
import { EARLIER, NOW, service } from './acting-state';

const createdAt = service().createdAt as number;
const hold = {
  owner: 'incident',
  since: NOW,
  remembered: 3,
  deploymentId: 'ecs-svc/1',
  serviceCreatedAt: createdAt,
} as const;
const zero: Intent = {
  id: 'i',
  action: 'scale-to-zero',
  owner: 'incident',
  at: NOW,
  desired: 3,
  to: 0,
  deploymentId: 'ecs-svc/1',
  hold,
};
const back: Intent = { ...zero, action: 'restore', desired: 0, to: 3 };
const rollBack: Intent = {
  id: 'i',
  action: 'roll-back',
  owner: 'incident',
  at: NOW,
  desired: 3,
  to: 3,
  deploymentId: 'ecs-svc/1',
  serviceDeploymentArn: 'arn:sd',
  rollsBackTo: EARLIER,
};
const deployed = (id: string) => [{ ...service().deployments[0], id, status: 'PRIMARY' }];
const nothing = known(undefined);

it.each<[string, Intent, Partial<ReturnType<typeof service>>, Ending]>([
  ['the count is 0', zero, { desiredCount: 0 }, 'applied'],
  ['the count is what it was', zero, { desiredCount: 3 }, 'not-applied'],
  ['the count is a third one', zero, { desiredCount: 5 }, 'changed'],
  ['a deployment began and the count is 0', zero, { desiredCount: 0, deployments: deployed('ecs-svc/2') }, 'raced'],
  [
    'a deployment began and set its own count',
    zero,
    { desiredCount: 3, deployments: deployed('ecs-svc/2') },
    'changed',
  ],
  ['the service is another one', zero, { desiredCount: 0, createdAt: createdAt + 1 }, 'changed'],
  ['the count came back', back, { desiredCount: 3 }, 'applied'],
  ['the count is still 0', back, { desiredCount: 0 }, 'not-applied'],
  ['somebody set another count', back, { desiredCount: 1 }, 'changed'],
])('says how a change ended where %s', (_, intent, more, ending) => {
  expect(settle(intent, known(service(more)), nothing)).toBe(ending);
});

it('says nothing where the service could not be read, and that it changed where it is gone', () => {
  expect(settle(zero, unavailable('AccessDenied'), nothing)).toBeUndefined();
  expect(settle(zero, known('absent'), nothing)).toBe('changed');
});

it.each<[string, Parameters<typeof settle>[2], Partial<ReturnType<typeof service>>, Ending | undefined]>([
  ['the service has the earlier revision', nothing, { taskDefinitionArn: EARLIER }, 'applied'],
  [
    'the rollback is under way',
    known({ serviceDeploymentArn: 'arn:sd', status: 'ROLLBACK_IN_PROGRESS' }),
    {},
    'applied',
  ],
  ['the deployment goes on', known({ serviceDeploymentArn: 'arn:sd', status: 'IN_PROGRESS' }), {}, 'not-applied'],
  [
    'another deployment is under way',
    known({ serviceDeploymentArn: 'arn:other', status: 'IN_PROGRESS' }),
    {},
    'changed',
  ],
  ['it could not be read', unavailable('AccessDenied'), {}, undefined],
])('says how a rollback ended where %s', (_, current, more, ending) => {
  expect(settle(rollBack, known(service(more)), current)).toBe(ending);
});

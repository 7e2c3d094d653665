import { commandsToRestore } from '../../../lib/domain/action/commands';

const service = { cluster: 'production', name: 'orders-api' };

it('names the Region and the stack that remembers, where it is not the usual one', () => {
  expect(commandsToRestore(service, { remembered: 3, region: 'eu-central-1', stack: 'ecs-medic-production' })).toEqual([
    'ecs-medic restore --cluster production --service orders-api --region eu-central-1',
    'aws ecs update-service --cluster production --service orders-api --desired-count 3 --region eu-central-1',
  ]);
  const [own] = commandsToRestore(service, { remembered: 3, region: 'eu-central-1', stack: 'medic-of-team-a' });
  expect(own).toBe(
    'ecs-medic restore --cluster production --service orders-api --region eu-central-1 --stack medic-of-team-a',
  );
});

it('takes the Region that a record knows where the hold says none', () => {
  expect(commandsToRestore(service, { remembered: 3 }, 'us-east-1').every((one) => one.includes('us-east-1'))).toBe(
    true,
  );
  expect(commandsToRestore(service, { remembered: 3 }).join(' ')).not.toContain('--region');
});

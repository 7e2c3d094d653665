import { accepts } from '../../../lib/domain/cross-checks/load-balancer-failure';
import { scaleOrReplace } from '../../../lib/domain/cross-checks/scale-or-replace';
import { startDuration } from '../../../lib/domain/cross-checks/start-duration';
import type { Service } from '../../../lib/domain/service';

const log = (...lines: string[]) => ({ container: 'app', group: '/ecs/app', stream: 'ecs/app/1', lines });
const service = (desiredCount: number): Service => ({
  name: 'orders',
  cluster: 'prod',
  desiredCount,
  deployments: [{ id: 'ecs-svc/2', status: 'PRIMARY' }],
  loadBalancers: [],
  messages: [],
});

describe('how long a start takes', () => {
  it('is what the application says', () => {
    expect(startDuration(log('Started OrdersApplication in 70.5 seconds (process running for 72.1)'), undefined)).toBe(
      70.5,
    );
    expect(startDuration(log('Server startup in [70123] milliseconds'), undefined)).toBe(70.123);
  });

  it('is else the time from the first line to the one that says where it listens, over midnight too', () => {
    const up = 'Listening on :8080';
    expect(startDuration(log('23:59:30 boot', `00:00:45 ${up}`), up)).toBe(75);
    expect(startDuration(log('boot', up), up)).toBeUndefined();
  });
});

describe('a planned stop of a service', () => {
  it('is a replacement where another deployment is current, a scale-in where the own one is', () => {
    expect(scaleOrReplace(undefined, 'ecs-svc/1', service(2))).toBe('replaced');
    expect(scaleOrReplace(undefined, 'ecs-svc/2', service(1))).toBe('scale-in');
    expect(scaleOrReplace(undefined, 'ecs-svc/1', service(0))).toBe('scale-in');
    expect(scaleOrReplace(undefined, 'ecs-svc/1', undefined)).toBeUndefined();
  });
});

describe('the matcher of a target group', () => {
  it.each([
    ['200-299', 204, true],
    ['200,301', 302, false],
    [undefined, 200, true],
  ])('%s and %i: %s', (matcher, status, expected) => {
    expect(accepts(matcher, status)).toBe(expected);
  });
});

import { noEvidence } from '../../lib/app/collect-evidence';
import { Silence } from '../../lib/app/silence';
import type { Evidence } from '../../lib/domain/evidence';
import { known } from '../../lib/domain/read';
import { parseService, type Service } from '../../lib/domain/service';

const at = (time: string): number => Date.parse(`2026-11-09T${time}Z`);

function serviceWith(more: Record<string, unknown> = {}): Service {
  const service = parseService({
    serviceName: 'web',
    clusterArn: 'cluster/prod',
    desiredCount: 1,
    loadBalancers: [{ targetGroupArn: 'tg' }],
    ...more,
  });
  if (service === undefined) throw new Error('no service');
  return service;
}
const evidenceWith = (...states: string[]): Evidence => ({
  ...noEvidence('not in this test'),
  targetGroups: known([{ arn: 'tg', interval: 15, unhealthyThreshold: 2 }]),
  targetHealth: known(states.map((state) => ({ state }))),
});

it('waits for 2 × (interval × threshold) + grace before it calls silence a failure', () => {
  const silence = new Silence();
  const service = serviceWith({ healthCheckGracePeriodSeconds: 60 });
  expect(silence.isFailing(service, evidenceWith('unhealthy'), at('10:00:00'))).toBe(false);
  expect(silence.isFailing(service, evidenceWith(), at('10:02:59'))).toBe(false);
  expect(silence.isFailing(service, evidenceWith('unhealthy'), at('10:03:00'))).toBe(true);
});

it('tells it once until a target is healthy again', () => {
  const silence = new Silence();
  const look = (time: string, state: string) => silence.isFailing(serviceWith(), evidenceWith(state), at(time));
  look('10:00:00', 'unhealthy');
  expect([look('10:05:00', 'unhealthy'), look('10:10:00', 'unhealthy')]).toEqual([true, false]);
  expect(look('10:11:00', 'healthy')).toBe(false);
  look('10:12:00', 'unhealthy');
  expect(look('10:20:00', 'unhealthy')).toBe(true);
});

it.each([
  ['nothing is wanted', serviceWith({ desiredCount: 0 }), evidenceWith()],
  ['there is no load balancer', serviceWith({ loadBalancers: [] }), evidenceWith()],
  ['target health could not be read', serviceWith(), noEvidence('AccessDenied')],
])('says nothing when %s', (_name, service, evidence) => {
  expect(new Silence().isFailing(service, evidence, undefined)).toBe(false);
});

it('takes what it sees at its word where nothing tells the time', () => {
  expect(new Silence().isFailing(serviceWith(), evidenceWith('unhealthy'), undefined)).toBe(true);
});

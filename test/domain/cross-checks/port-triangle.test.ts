import { noEvidence } from '../../../lib/app/collect-evidence';
import { elbHealthCheckFailed } from '../../../lib/domain/causes/health/elb-health-check-failed';
import { elbPortMismatch } from '../../../lib/domain/causes/health/elb-port-mismatch';
import { healthCheckGraceTooShort } from '../../../lib/domain/causes/health/health-check-grace-too-short';
import { serviceSteady } from '../../../lib/domain/causes/normal/service-steady';
import { parseTaskDefinition } from '../../../lib/domain/definition/parse-task-definition';
import { diagnose } from '../../../lib/domain/diagnosis/diagnose';
import type { Evidence } from '../../../lib/domain/evidence';
import { known } from '../../../lib/domain/read';
import { parseService } from '../../../lib/domain/service';
import { listening } from '../../../lib/domain/signals/health/listening';
import { loadBalancerCheck } from '../../../lib/domain/signals/health/load-balancer-check';
import { steadyState } from '../../../lib/domain/signals/normal/service-progress';
import { parseTargetGroup } from '../../../lib/domain/target-group';

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/orders/0123456789abcdef';
const UNHEALTHY = `(service orders) (port 8080) is unhealthy in (target-group ${GROUP}) due to (reason Health checks failed).`;
const STEADY = '(service orders) has reached a steady state.';
const rules = {
  causes: [elbHealthCheckFailed, elbPortMismatch, healthCheckGraceTooShort, serviceSteady],
  detectors: [listening, loadBalancerCheck, steadyState],
};

function world(
  messages: readonly string[],
  log: readonly string[],
  group: object = { healthCheckPort: 'traffic-port' },
) {
  const service = parseService({
    serviceName: 'orders',
    clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/prod',
    desiredCount: 1,
    runningCount: 1,
    loadBalancers: [{ targetGroupArn: GROUP, containerName: 'app', containerPort: 8080 }],
    events: messages.map((message) => ({ message })),
  });
  const definition = parseTaskDefinition({
    family: 'orders',
    revision: 9,
    networkMode: 'awsvpc',
    containerDefinitions: [{ name: 'app', image: 'orders:9', portMappings: [{ containerPort: 8080 }] }],
  });
  const targetGroup = parseTargetGroup({
    TargetGroupArn: GROUP,
    TargetType: 'ip',
    HealthCheckIntervalSeconds: 10,
    UnhealthyThresholdCount: 2,
    ...group,
  });
  if (service === undefined || definition === undefined || targetGroup === undefined) throw new Error('bad test data');
  const evidence: Evidence = {
    ...noEvidence('not read'),
    service: known(service),
    definition: known(definition),
    targetGroups: known([targetGroup]),
    logs: known([{ container: 'app', group: '/ecs/orders', stream: 'ecs/app/1', lines: log }]),
  };
  return diagnose({ kind: 'service', service }, evidence, rules);
}

describe('the port triangle', () => {
  it('blames the mapping where the log names another port', () => {
    const diagnosis = world([UNHEALTHY], ['INFO:     Uvicorn running on http://0.0.0.0:3000 (Press CTRL+C to quit)']);
    expect(diagnosis?.cause.id).toBe('elb-port-mismatch');
    expect(diagnosis?.confidence).toBe('certain');
    expect(diagnosis?.notes).toEqual([
      'the log says that it listens on: 0.0.0.0:3000',
      'the definition maps: 8080',
      'the target group checks: 8080',
    ]);
    expect(diagnosis?.next).toContain('containerPort');
  });

  it('blames the check where the target group asks a port of its own', () => {
    const diagnosis = world([UNHEALTHY], ['Uvicorn running on http://0.0.0.0:8080'], { HealthCheckPort: '9000' });
    expect(diagnosis?.cause.id).toBe('elb-port-mismatch');
    expect(diagnosis?.summary).toContain('checks port 9000');
  });

  it('blames the address where the application is bound to 127.0.0.1', () => {
    const diagnosis = world(
      [UNHEALTHY],
      ['[2020-09-12 05:37:48 +0000] [18] [INFO] Listening at: http://127.0.0.1:8080 (18)'],
    );
    expect(diagnosis?.cause.id).toBe('elb-port-mismatch');
    expect(diagnosis?.next).toContain('0.0.0.0:8080');
  });

  it('does not believe a localhost that is only printed', () => {
    expect(world([UNHEALTHY], ['Server running at http://localhost:8080/'])?.cause.id).toBe('elb-health-check-failed');
  });

  it('blames nobody where all three agree', () => {
    expect(world([UNHEALTHY], ['Uvicorn running on http://0.0.0.0:8080'])?.cause.id).toBe('elb-health-check-failed');
  });
});

describe('a start that takes longer than the checks allow', () => {
  it('is named with the time that it needs', () => {
    const diagnosis = world([UNHEALTHY], ['10:00:00 boot', '10:01:10 Uvicorn running on http://0.0.0.0:8080']);
    expect(diagnosis?.cause.id).toBe('health-check-grace-too-short');
    expect(diagnosis?.summary).toContain('needs 70 s');
    expect(diagnosis?.command).toContain('--health-check-grace-period-seconds 120');
  });
});

describe('messages of a service, newest first', () => {
  it('are over where a steady state is newer', () => {
    expect(world([STEADY, UNHEALTHY], [])?.cause.id).toBe('service-steady');
  });

  it('count where they are newer than the last steady state', () => {
    expect(world([UNHEALTHY, STEADY], [])?.cause.id).toBe('elb-health-check-failed');
  });
});

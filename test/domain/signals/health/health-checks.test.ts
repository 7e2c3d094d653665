import { containerDependency, startTimeout } from '../../../../lib/domain/signals/health/container-start';
import { healthCommand } from '../../../../lib/domain/signals/health/health-command';
import { healthRequest } from '../../../../lib/domain/signals/health/health-request';
import { loadBalancerCheck, targetGroupMissing } from '../../../../lib/domain/signals/health/load-balancer-check';
import { otherChecks } from '../../../../lib/domain/signals/health/other-checks';
import { readLog, readReason } from '../read-log';

const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/orders/0123456789abcdef';

describe("the load balancer's check", () => {
  it.each([
    [`Task failed ELB health checks in (target-group ${GROUP})`, { problem: 'unspecified', targetGroup: 'orders' }],
    ['Task failed ELB health checks in (elb elb-name)', { problem: 'unspecified', targetGroup: 'elb-name' }],
    [
      `(service orders) (port 5005) is unhealthy in (target-group ${GROUP}) due to (reason Health checks failed).`,
      { problem: 'failed', port: 5005, targetGroup: 'orders' },
    ],
    [
      `(service orders) (task bc05f3eb9ebb465a9ab1f472b1a4d287) (port 8000) is unhealthy in (target-group ${GROUP}) due to (reason Health checks failed with these codes: [404, 502])`,
      { problem: 'codes', codes: [404, 502], taskId: 'bc05f3eb9ebb465a9ab1f472b1a4d287' },
    ],
    [
      'service staging (instance i-0a1b) (port 32826) is unhealthy in target-group ecs-staging due to (reason Request timed out)',
      { problem: 'timeout', port: 32826, targetGroup: 'ecs-staging' },
    ],
    ['Target.ResponseCodeMismatch: Health checks failed with these codes: [307]', { problem: 'codes', codes: [307] }],
    ['Target.FailedHealthChecks: Health checks failed', { problem: 'failed' }],
  ])('is read from: %s', (text, expected) => {
    expect(readReason([loadBalancerCheck], text)).toMatchObject([{ kind: 'health-check', by: 'elb', ...expected }]);
  });

  it.each([
    'Task failed container health checks',
    '(service orders) registered 1 targets in (target-group orders)',
    '(service orders) has reached a steady state.',
  ])('is not read from: %s', (text) => {
    expect(readReason([loadBalancerCheck], text)).toEqual([]);
  });

  it('tells a target group that is gone from a target that is', () => {
    const text = `(service orders) (task 1a2b) is not healthy in target-group (${GROUP}) due to`;
    expect(readReason([targetGroupMissing], `${text} TARGET GROUP IS NOT FOUND.`)).toMatchObject([
      { problem: 'target-group-missing', targetGroup: 'orders' },
    ]);
    expect(readReason([targetGroupMissing], `${text} TARGET IS NOT FOUND.`)).toMatchObject([
      { problem: 'target-missing' },
    ]);
  });

  it('is told from the check of the task definition and that of Cloud Map', () => {
    expect(readReason([otherChecks], 'Task failed container health checks')).toMatchObject([{ by: 'container' }]);
    expect(readReason([otherChecks], 'SERVICE_DISCOVERY_INSTANCE_UNHEALTHY')).toMatchObject([
      { by: 'service-registry' },
    ]);
    expect(readReason([otherChecks], 'VPC_LATTICE_TARGET_UNHEALTHY')).toMatchObject([{ by: 'lattice' }]);
  });
});

describe('an answer to a health check in an access log', () => {
  it.each([
    [
      '10.0.1.5 - - [29/May/2024:13:42:00 +0000] "GET /health HTTP/1.1" 404 153 "-" "ELB-HealthChecker/2.0"',
      '/health',
      404,
    ],
    [
      '10.180.13.204 [30/Jun/2019:19:22:06 +0000] GET /emergency/ HTTP/1.1 400 26 - ELB-HealthChecker/2.0 0.011522',
      '/emergency/',
      400,
    ],
    ['INFO:     10.0.1.23:51234 - "GET /healthz HTTP/1.1" 503 Service Unavailable', '/healthz', 503],
    ['GET /health 301 1.234 ms - 9', '/health', 301],
  ])('%s', (line, path, status) => {
    expect(readLog([healthRequest], line)).toMatchObject([{ kind: 'health-request', path, status }]);
  });

  it('is no request of a user', () => {
    expect(
      readLog(
        [healthRequest],
        '10.0.1.5 - - "POST /orders HTTP/1.1" 500 -',
        '10.0.1.5 - - "GET /orders/1 HTTP/1.1" 404 9',
      ),
    ).toEqual([]);
  });
});

describe('the program of a container health check', () => {
  it.each([
    ['/bin/sh: 1: curl: Permission denied.', 'curl'],
    ['/bin/sh: curl: not found', 'curl'],
    ['sh: 1: wget: not found', 'wget'],
    [
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown',
      'curl',
    ],
  ])('is missing: %s', (line, command) => {
    expect(readLog([healthCommand], line)).toMatchObject([{ command }]);
  });

  it.each(['curl: (22) The requested URL returned error: 404', '/entrypoint.sh: line 3: ./server: Permission denied'])(
    'is not missing: %s',
    (line) => {
      expect(readLog([healthCommand], line)).toEqual([]);
    },
  );
});

describe('the start of containers', () => {
  it('names the container that was waited for', () => {
    expect(
      readReason(
        [containerDependency],
        'dependency graph: container ordering dependency [migrate] for target [app] has timed out.',
      ),
    ).toMatchObject([{ container: 'migrate' }]);
    expect(
      readReason(
        [containerDependency],
        'CannotStartContainerError: dependent container migrate exited with non-zero status',
      ),
    ).toMatchObject([{ container: 'migrate' }]);
  });

  it('knows the time-outs of Docker, but not that of a stop', () => {
    expect(
      readReason([startTimeout], 'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s'),
    ).toMatchObject([{ after: '3m0s' }]);
    expect(
      readReason([startTimeout], 'DockerTimeoutError: Could not transition to stopped; timed out after waiting 2m0s'),
    ).toEqual([]);
  });
});

import { asInteger, asObject, asObjects, asText, defined } from './json';

/** A target group of a load balancer, as DescribeTargetGroups tells of it. Durations are seconds. */
export interface TargetGroup {
  readonly arn?: string;
  readonly name?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly targetType?: string;
  /** `traffic-port` or a number. */
  readonly healthCheckPort?: string;
  readonly healthCheckPath?: string;
  /** Status codes that count as healthy, such as `200-299`. */
  readonly matcher?: string;
  readonly interval?: number;
  readonly timeout?: number;
  readonly unhealthyThreshold?: number;
}

/** One target and what the load balancer thinks of it. */
export interface TargetHealth {
  readonly targetGroupArn?: string;
  readonly id?: string;
  readonly port?: number;
  /** `initial`, `healthy`, `unhealthy`, `unused`, `draining`, `unavailable`, … */
  readonly state: string;
  /** `Target.ResponseCodeMismatch`, `Target.Timeout`, `Target.FailedHealthChecks`, … */
  readonly reason?: string;
  readonly description?: string;
}

/** A target group from DescribeTargetGroups; short hand-written forms (`path`, `matcher`) are understood as well. */
export function parseTargetGroup(value: unknown): TargetGroup | undefined {
  const group = asObject(value);
  if (group === undefined) return undefined;
  const matcher = asObject(group['Matcher']);
  const port = asInteger(group['HealthCheckPort']);
  return defined({
    arn: asText(group['TargetGroupArn']),
    name: asText(group['TargetGroupName']),
    port: asInteger(group['Port']) ?? asInteger(group['port']),
    protocol: asText(group['Protocol']),
    targetType: asText(group['TargetType']),
    healthCheckPort: port === undefined ? asText(group['HealthCheckPort']) : String(port),
    healthCheckPath: asText(group['HealthCheckPath']) ?? asText(group['path']),
    matcher: asText(matcher?.['HttpCode']) ?? asText(matcher?.['GrpcCode']) ?? asText(group['matcher']),
    interval: asInteger(group['HealthCheckIntervalSeconds']) ?? asInteger(group['interval']),
    timeout: asInteger(group['HealthCheckTimeoutSeconds']) ?? asInteger(group['timeout']),
    unhealthyThreshold: asInteger(group['UnhealthyThresholdCount']) ?? asInteger(group['unhealthyThreshold']),
  });
}

/** The targets of one answer of DescribeTargetHealth. */
export function parseTargetHealth(value: unknown): readonly TargetHealth[] {
  const answer = asObject(value);
  const targetGroupArn = asText(answer?.['targetGroupArn']);
  return asObjects(answer?.['TargetHealthDescriptions']).map((one) => {
    const target = asObject(one['Target']);
    const health = asObject(one['TargetHealth']);
    return defined({
      targetGroupArn,
      id: asText(target?.['Id']),
      port: asInteger(target?.['Port']),
      state: asText(health?.['State']) ?? 'unknown',
      reason: asText(health?.['Reason']),
      description: asText(health?.['Description']),
    });
  });
}

import type { Facts } from '../facts';
import { valueIn } from '../read';
import type { Service } from '../service';

/** The service of the symptom, from the symptom itself or from what was read. */
export const serviceOf = (facts: Facts): Service | undefined =>
  facts.symptom.kind === 'service' ? facts.symptom.service : valueIn(facts.evidence.service);

/** Region in which the task runs, out of its ARN or its service's. */
export const regionOf = (facts: Facts): string | undefined =>
  (facts.stop?.taskArn ?? serviceOf(facts)?.arn)?.split(':')[3] || undefined;

/** Account in which the task runs. */
export const accountOf = (facts: Facts): string | undefined =>
  (facts.stop?.taskArn ?? serviceOf(facts)?.arn)?.split(':')[4] || undefined;

/**
 * How a task gets out of its subnet, and what is to be added so that it does.
 * `endpoints` are the VPC endpoints that would do; none for what lies outside AWS.
 */
export function wayOut(facts: Facts, endpoints: readonly string[]): { readonly next: string; readonly note?: string } {
  const subnet = facts.stop?.subnet;
  const where = subnet === undefined ? "the task's subnets" : `subnet ${subnet}`;
  const route =
    endpoints.length === 0
      ? 'a route to a NAT gateway'
      : `a route to a NAT gateway, or the VPC endpoint${endpoints.length === 1 ? '' : 's'} ${endpoints.join(', ')}`;
  switch (serviceOf(facts)?.assignPublicIp) {
    case 'DISABLED':
      return {
        next: `Give ${where} ${route}; in a public subnet set assignPublicIp to ENABLED instead.`,
        note: 'assignPublicIp is DISABLED: the task has no public address and needs a NAT gateway or VPC endpoints to get out.',
      };
    case 'ENABLED':
      return {
        next: `Check that ${where} has a route 0.0.0.0/0 to an internet gateway and that security group and network ACL let 443 out.`,
        note: 'assignPublicIp is ENABLED: an address alone does not help in a subnet without a route to an internet gateway.',
      };
    default:
      return { next: `Give ${where} ${route}, and let the security group send to port 443.` };
  }
}

import { asObject, asObjects, asText } from '../domain/json';
import { parseService, type Service } from '../domain/service';
import { parseTargetGroup, type TargetGroup } from '../domain/target-group';

/** A service, and whether it runs on Fargate. */
export interface CheckedService {
  readonly service: Service;
  readonly onFargate: boolean;
}

type Parsed<T> = { readonly value: T } | { readonly problem: string };

const SERVICE_EXPECTED =
  'expected one service, as `aws ecs describe-services --cluster CLUSTER --services NAME` prints it';
const GROUP_EXPECTED = 'expected target groups, as `aws elbv2 describe-target-groups` prints them';

/** The service of an answer of DescribeServices, or of the input of CreateService. */
export function parseCheckedService(value: unknown): Parsed<CheckedService> {
  const answer = asObject(value);
  const all =
    answer?.['services'] === undefined ? asObjects([answer?.['service'] ?? value]) : asObjects(answer['services']);
  const [raw, ...more] = all;
  if (more.length > 0) return { problem: `${SERVICE_EXPECTED}; got ${all.length} of them` };
  const service = parseService(raw);
  if (raw === undefined || service === undefined) return { problem: `${SERVICE_EXPECTED}; got none` };
  const providers = asObjects(raw['capacityProviderStrategy']).flatMap((one) => asText(one['capacityProvider']) ?? []);
  const onFargate =
    raw['launchType'] === 'FARGATE' || providers.some((name) => name === 'FARGATE' || name === 'FARGATE_SPOT');
  return { value: { service, onFargate } };
}

/** The target groups of an answer of DescribeTargetGroups, or one alone. */
export function parseTargetGroups(value: unknown): Parsed<readonly TargetGroup[]> {
  const list = asObject(value)?.['TargetGroups'];
  const groups = (list === undefined ? asObjects([value]) : asObjects(list)).flatMap(
    (one) => parseTargetGroup(one) ?? [],
  );
  const isGroup = ({ arn, name, port, healthCheckPort }: TargetGroup): boolean =>
    [arn, name, port, healthCheckPort].some((member) => member !== undefined);
  if (groups.length === 0 || !groups.every(isGroup)) return { problem: `${GROUP_EXPECTED}; got none` };
  return { value: groups };
}

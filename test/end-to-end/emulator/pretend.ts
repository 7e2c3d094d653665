import { asArray, asObject, asObjects, type JsonObject } from '../../../lib/domain/json';
import { type AwsCall, nameOf } from './aws-call';
import type { CannedAnswer } from './fault-proxy';

/** What DescribeServices tells of one service is told otherwise: `change` gets its answer, and gives the one to tell. */
export const pretend =
  (arn: string, change: (service: JsonObject) => JsonObject) =>
  (call: AwsCall, given: JsonObject | undefined): CannedAnswer | undefined => {
    if (nameOf(call) !== 'ecs:DescribeServices') return undefined;
    const services = asObjects(given?.['services']);
    if (services.every(({ serviceArn }) => serviceArn !== arn)) return undefined;
    return {
      status: 200,
      body: { ...given, services: services.map((one) => (one['serviceArn'] === arn ? change(one) : one)) },
    };
  };

/** A service with one more tag than it has. */
export const withTag =
  (key: string, value: string) =>
  (service: JsonObject): JsonObject => ({ ...service, tags: [...asArray(service['tags']), { key, value }] });

/** A service whose deployment has not come to its end. */
export const whileDeploying = (service: JsonObject): JsonObject => ({
  ...service,
  deployments: asObjects(service['deployments']).map((one) => ({ ...asObject(one), rolloutState: 'IN_PROGRESS' })),
});

import { asArray, type JsonObject } from '../../../lib/domain/json';
import { type AwsCall, nameOf } from './aws-call';
import type { EmulatedService } from './emulated-service';
import type { CannedAnswer } from './fault-proxy';
import { pretend, whileDeploying } from './pretend';

/** A deployment under way, of which the emulator knows nothing. */
export interface ServiceDeployment {
  readonly arn: string;
  /** As ECS has it: `IN_PROGRESS`, then `ROLLBACK_REQUESTED`. */
  status(): string;
  answer(call: AwsCall, given: JsonObject | undefined): CannedAnswer | undefined;
}

/** The deployment of a service under way, which replaces a revision with another task definition. */
export function deploymentOf(service: EmulatedService, replacedTaskDefinition: string): ServiceDeployment {
  const arn = `${service.arn.replace(':service/', ':service-deployment/')}/0123456789abcdefghijk`;
  const revision = (number: number): string => `${service.arn.replace(':service/', ':service-revision/')}/${number}`;
  let status = 'IN_PROGRESS';
  const tellService = pretend(service.arn, whileDeploying);
  const ok = (body: JsonObject): CannedAnswer => ({ status: 200, body });
  return {
    arn,
    status: () => status,
    answer(call, given) {
      const { parameters } = call;
      switch (nameOf(call)) {
        case 'ecs:ListServiceDeployments':
          return ok({
            serviceDeployments: asArray(parameters['status']).includes(status)
              ? [{ serviceDeploymentArn: arn, serviceArn: service.arn, status }]
              : [],
          });
        case 'ecs:DescribeServiceDeployments':
          return ok({
            serviceDeployments: asArray(parameters['serviceDeploymentArns']).includes(arn)
              ? [
                  {
                    serviceDeploymentArn: arn,
                    serviceArn: service.arn,
                    status,
                    sourceServiceRevisions: [{ arn: revision(1), requestedTaskCount: 3, runningTaskCount: 3 }],
                    targetServiceRevision: { arn: revision(2), requestedTaskCount: 3, runningTaskCount: 0 },
                  },
                ]
              : [],
            failures: [],
          });
        case 'ecs:DescribeServiceRevisions':
          return ok({
            serviceRevisions: asArray(parameters['serviceRevisionArns']).includes(revision(1))
              ? [{ serviceRevisionArn: revision(1), taskDefinition: replacedTaskDefinition }]
              : [],
            failures: [],
          });
        case 'ecs:StopServiceDeployment':
          if (parameters['serviceDeploymentArn'] !== arn || status !== 'IN_PROGRESS')
            return {
              status: 400,
              body: { __type: 'ServiceDeploymentNotFoundException', message: 'Service deployment not found.' },
            };
          status = parameters['stopType'] === 'ROLLBACK' ? 'ROLLBACK_REQUESTED' : 'STOP_REQUESTED';
          return ok({ serviceDeploymentArn: arn });
        default:
          return tellService(call, given);
      }
    },
  };
}

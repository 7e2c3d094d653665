import type { DeployedStack, StackResource } from '../domain/doctor/deployed-parts';
import type { DeploymentPlace } from '../domain/doctor/deployment-place';
import { defined } from '../domain/json';
import { askAws } from './ask-aws';
import type { CloudFormationClient } from './clients/cloudformation';
import { ListStackResourcesCommand } from './clients/cloudformation-resources';
import { findStack } from './read-stack';

/** The state of a stack and what it is made of. Throws where there is no such stack, or AWS refuses. */
export async function readDeployedStack(
  client: Pick<CloudFormationClient, 'send'>,
  { stack, region }: DeploymentPlace,
): Promise<DeployedStack> {
  const found = await findStack(client, stack, region);
  const resources: StackResource[] = [];
  let next: string | undefined;
  do {
    const token = next;
    const answer = await askAws({ action: 'cloudformation:ListStackResources', about: `the stack ${stack}` }, () =>
      client.send(
        new ListStackResourcesCommand({ StackName: stack, ...(token === undefined ? {} : { NextToken: token }) }),
      ),
    );
    // What a stack has deleted stays in the list for some time.
    for (const {
      LogicalResourceId,
      ResourceType,
      PhysicalResourceId,
      ResourceStatus,
    } of answer.StackResourceSummaries ?? [])
      if (LogicalResourceId && ResourceType && PhysicalResourceId && ResourceStatus !== 'DELETE_COMPLETE')
        resources.push({ logicalId: LogicalResourceId, type: ResourceType, physicalId: PhysicalResourceId });
    next = answer.NextToken;
  } while (next !== undefined && next !== '');
  return defined({
    status: found.StackStatus ?? 'of no state',
    reason: found.StackStatusReason,
    createdAt: found.CreationTime?.getTime(),
    updatedAt: found.LastUpdatedTime?.getTime(),
    resources,
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { EmulatedAccount } from './emulated-account';
import { waitUntil } from './wait-until';

/** A stack that stands: the physical names by logical ids. */
export interface DeployedStack {
  readonly name: string;
  readonly resources: ReadonlyMap<string, { readonly type: string; readonly id: string }>;
  readonly outputs: ReadonlyMap<string, string>;
}

const BUCKET = 'artifacts';

/** Deploys what `npm run package` made with CloudFormation alone, as its last lines say. */
export async function deployPackage(
  account: EmulatedAccount,
  folder: string,
  name: string,
  parameters: Readonly<Record<string, string>>,
): Promise<DeployedStack> {
  const { cloudFormation, s3 } = account;
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  for (const Key of readdirSync(folder))
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: readFileSync(join(folder, Key)) }));
  const { protocol, hostname, port } = (await s3.config.endpoint?.()) ?? {};
  await cloudFormation.send(
    new CreateStackCommand({
      StackName: name,
      TemplateURL: `${protocol}//${hostname}:${port}/${BUCKET}/template.json`,
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: Object.entries({ ArtifactBucket: BUCKET, ...parameters }).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
    }),
  );
  return describeStack(account, name);
}

/** A stack that is there, or is about to be. Throws with the reasons where it failed. */
export async function describeStack(account: EmulatedAccount, name: string): Promise<DeployedStack> {
  const { Outputs = [] } = await settled(account, name);
  const { StackResources = [] } = await account.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: name }),
  );
  return {
    name,
    resources: new Map(
      StackResources.map(({ LogicalResourceId = '', ResourceType: type = '', PhysicalResourceId: id = '' }) => [
        LogicalResourceId,
        { type, id },
      ]),
    ),
    outputs: new Map(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
  };
}

async function settled({ cloudFormation }: EmulatedAccount, StackName: string): Promise<Stack> {
  const stack = await waitUntil(`stack ${StackName}`, async () => {
    const { Stacks: [found] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return found?.StackStatus?.endsWith('_IN_PROGRESS') ? undefined : found;
  });
  if (!/ROLLBACK|FAILED/.test(stack.StackStatus ?? '')) return stack;
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  const reasons = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.includes('FAILED')).map(
    ({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`,
  );
  throw new Error(`Stack ${StackName} is ${stack.StackStatus}\n${reasons.join('\n')}`);
}

import type { Stack } from '@aws-sdk/client-cloudformation';
import { askAws } from './ask-aws';
import { type CloudFormationClient, DescribeStacksCommand } from './clients/cloudformation';
import { RefusedError } from './refusals';

/** What a stack says of itself: its outputs and its parameters, by their names. */
export interface StackDescription {
  readonly outputs: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Throws where there is no such stack. */
export async function readStack(
  client: Pick<CloudFormationClient, 'send'>,
  stack: string,
  region: string,
): Promise<StackDescription> {
  const { Outputs = [], Parameters = [] } = await findStack(client, stack, region);
  return {
    outputs: byName(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
    parameters: byName(Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue])),
  };
}

/** The stack of a name. Throws where there is none. */
export async function findStack(
  client: Pick<CloudFormationClient, 'send'>,
  stack: string,
  region: string,
): Promise<Stack> {
  const { Stacks = [] } = await askAws(
    { action: 'cloudformation:DescribeStacks', about: `the stack ${stack}` },
    async () => {
      try {
        return await client.send(new DescribeStacksCommand({ StackName: stack }));
      } catch (error) {
        if (error instanceof Error && /does not exist/.test(error.message)) throw missing(stack, region, error);
        throw error;
      }
    },
  );
  const [found] = Stacks;
  if (found === undefined) throw missing(stack, region);
  return found;
}

const byName = (
  pairs: readonly (readonly [name: string | undefined, value: string | undefined])[],
): ReadonlyMap<string, string> =>
  new Map(
    pairs.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value] as const])),
  );

const missing = (stack: string, region: string, cause?: Error): RefusedError =>
  new RefusedError(
    'missing',
    `there is no stack ${stack} in ${region}: expected a deployed ecs-medic; name it with --stack or --stage, and its ` +
      'Region with --region',
    { cause },
  );

/** An output that every deployment has. Throws where the stack is of another kind, or of an older version. */
export function outputOf(outputs: ReadonlyMap<string, string>, name: string, stack: string): string {
  const value = outputs.get(name);
  if (value !== undefined && value !== '') return value;
  throw new RefusedError(
    'missing',
    `the stack ${stack} has no output ${name}: expected a stack of this version of ecs-medic; deploy it again`,
  );
}

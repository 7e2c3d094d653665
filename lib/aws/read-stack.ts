import { askAws } from './ask-aws';
import { type CloudFormationClient, DescribeStacksCommand } from './clients/cloudformation';
import { RefusedError } from './refusals';

/** What a stack says of itself, by the names of its outputs. Throws where there is no such stack. */
export async function readStackOutputs(
  client: Pick<CloudFormationClient, 'send'>,
  stack: string,
  region: string,
): Promise<ReadonlyMap<string, string>> {
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
  return new Map(
    (found.Outputs ?? []).flatMap(({ OutputKey, OutputValue }) =>
      OutputKey === undefined || OutputValue === undefined ? [] : [[OutputKey, OutputValue]],
    ),
  );
}

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

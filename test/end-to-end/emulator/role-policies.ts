import { GetRolePolicyCommand, ListRolePoliciesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { HandlerName } from './responder';
import type { RunningResponder } from './start-responder';

interface Policy {
  Statement: { Effect: string; Action: string | string[] }[];
}

/** Takes one action from the role of a function. What it answers gives it back. */
export async function withoutAction(
  { account: { iam, lambda }, functionOf }: RunningResponder,
  handler: HandlerName,
  action: string,
): Promise<() => Promise<void>> {
  const { Role = '' } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionOf(handler) }));
  const RoleName = Role.slice(Role.lastIndexOf('/') + 1);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const before: { PolicyName: string; PolicyDocument: string }[] = [];
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument: encoded = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    const text = decodeURIComponent(encoded);
    const policy = JSON.parse(text) as Policy;
    const Statement = policy.Statement.flatMap((statement) => {
      if (statement.Effect !== 'Allow') return [statement];
      const Action = [statement.Action].flat().filter((one) => one !== action);
      return Action.length === 0 ? [] : [{ ...statement, Action }];
    });
    if (!text.includes(`"${action}"`)) continue;
    before.push({ PolicyName, PolicyDocument: text });
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: JSON.stringify({ ...policy, Statement }) }),
    );
  }
  if (before.length === 0) throw new Error(`${handler} has no ${action} that could be taken away`);
  return async () => {
    for (const policy of before) await iam.send(new PutRolePolicyCommand({ RoleName, ...policy }));
  };
}

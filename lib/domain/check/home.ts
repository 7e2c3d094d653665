import type { CheckContext } from './check-context';
import type { CheckedDefinition } from './checked-definition';

/** Where the task will run, and how that is known. */
export interface Home {
  readonly region?: { readonly name: string; readonly by: string };
  readonly account?: { readonly id: string; readonly by: string };
}

/** The Region by option, by the ARN of the definition, or by where all its logs go; the account by ARNs of its own. */
export function homeOf(checked: CheckedDefinition, context: CheckContext): Home {
  const { definition, region, account } = checked;
  const logRegions = new Set(definition.containers.flatMap(({ log }) => log?.region ?? []));
  const [logRegion] = logRegions;
  const place =
    context.region !== undefined
      ? { name: context.region, by: '--region' }
      : region !== undefined
        ? { name: region, by: 'the ARN of the definition' }
        : logRegion !== undefined && logRegions.size === 1
          ? { name: logRegion, by: 'awslogs-region' }
          : undefined;
  const role = accountOfRole(definition.executionRoleArn) ?? accountOfRole(definition.taskRoleArn);
  const owner =
    account !== undefined
      ? { id: account, by: 'the ARN of the definition' }
      : role !== undefined
        ? { id: role, by: 'its role' }
        : undefined;
  return { ...(place === undefined ? {} : { region: place }), ...(owner === undefined ? {} : { account: owner }) };
}

const accountOfRole = (arn: string | undefined): string | undefined =>
  /^arn:[\w-]{1,30}:iam::(\d{12}):role\//.exec(arn ?? '')?.[1];

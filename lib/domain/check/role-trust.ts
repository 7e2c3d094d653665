import { asObject, asObjects, asText, asTexts, type JsonObject } from '../json';

/** Whether ECS may take on a role for its tasks. `conditional`: only where conditions hold, which cannot be known here. */
export type RoleTrust = 'trusted' | 'conditional' | 'untrusted';

const SERVICE = 'ecs-tasks.amazonaws.com';

/** Reads a trust policy, as JSON; undefined where it is none. */
export function trustOf(policy: string): RoleTrust | undefined {
  const document = parsed(policy);
  if (document === undefined) return undefined;
  const statements = listOf(document['Statement']);
  const fitting = statements.filter((one) => isForTasks(one) && allowsAssume(one));
  if (fitting.some((one) => one['Effect'] === 'Deny' && !hasConditions(one))) return 'untrusted';
  const allowing = fitting.filter((one) => one['Effect'] === 'Allow');
  if (allowing.length === 0) return 'untrusted';
  const isSure = allowing.some((one) => !hasConditions(one)) && !fitting.some((one) => one['Effect'] === 'Deny');
  return isSure ? 'trusted' : 'conditional';
}

function isForTasks(statement: JsonObject): boolean {
  const principal = statement['Principal'];
  if (principal === '*') return true;
  const services = textsOf(asObject(principal)?.['Service']);
  return services.includes(SERVICE) || services.includes('*');
}

const allowsAssume = (statement: JsonObject): boolean =>
  textsOf(statement['Action']).some((action) => ['sts:assumerole', 'sts:*', '*'].includes(action.toLowerCase()));

const hasConditions = (statement: JsonObject): boolean =>
  Object.keys(asObject(statement['Condition']) ?? {}).length > 0;

/** IAM lets one thing stand for a list of one. */
const listOf = (value: unknown): readonly JsonObject[] => asObjects(Array.isArray(value) ? value : [value]);

const textsOf = (value: unknown): readonly string[] => {
  const single = asText(value);
  return single === undefined ? asTexts(value) : [single];
};

function parsed(policy: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(policy));
  } catch {
    return undefined;
  }
}

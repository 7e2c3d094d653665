import { REGION } from './region';

const STAGE_AND_VERSION = 10;
const BARE = 7;
/** Letters, digits, `_.-` and the slashes of a path; a version or label may follow. */
const PARAMETER = /^[\w./-]{1,1011}(?::[\w.-]{1,100})?$/;
const TEMPLATE = /\$\{[^}]{0,60}\}?|\{\{[^}]{0,60}(?:\}\})?|<[\w -]{1,60}>|\$\([^)]{0,60}\)?/;

/**
 * What is wrong with a `valueFrom`; undefined where it has a form that ECS takes: the ARN of a secret, with
 * `:json-key:version-stage:version-id` behind it or nothing, the ARN of a parameter, or its name.
 */
export function secretProblem(valueFrom: string): string | undefined {
  if (valueFrom === '') return 'it is empty';
  const template = TEMPLATE.exec(valueFrom)?.[0];
  if (template !== undefined) return `${template} in it was never replaced`;
  if (/\s/.test(valueFrom)) return 'it has a blank in it';
  if (valueFrom.startsWith('arn:')) return arnProblem(valueFrom.split(':'));
  if (/^(?:secretsmanager|ssm|secret|parameter):/.test(valueFrom) || !PARAMETER.test(valueFrom))
    return 'it is neither an ARN nor the name of a parameter';
  return undefined;
}

function arnProblem(parts: readonly string[]): string | undefined {
  const [, , service = '', region = '', account = '', resource = ''] = parts;
  if (service !== 'secretsmanager' && service !== 'ssm')
    return `it is an ARN of ${service === '' ? 'nothing' : service}, not of secretsmanager or ssm`;
  if (!REGION.test(region)) return region === '' ? 'its Region is missing' : `${region} is no Region`;
  if (!/^\d{12}$/.test(account))
    return account === '' ? 'its account is missing' : `its account ${account} has not 12 digits`;
  return service === 'ssm' ? parameterProblem(resource) : secretArnProblem(parts, resource);
}

function parameterProblem(resource: string): string | undefined {
  if (!resource.startsWith('parameter/')) return 'it lacks parameter/ before the name';
  if (resource.startsWith('parameter//'))
    return 'it has two slashes after parameter: the slash that a path begins with is the one after parameter';
  return resource === 'parameter/' ? 'it lacks the name of the parameter' : undefined;
}

function secretArnProblem(parts: readonly string[], resource: string): string | undefined {
  if (resource !== 'secret') return 'it lacks :secret: before the name';
  if ((parts[BARE - 1] ?? '') === '') return 'it lacks the name of the secret';
  if (parts.length === BARE || parts.length === STAGE_AND_VERSION) return undefined;
  return `it has ${parts.length - BARE} of the 3 colons that :json-key:version-stage:version-id needs`;
}

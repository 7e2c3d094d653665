/** Six random characters that Secrets Manager appends to a name in an ARN; a plain lower-case word is part of the name. */
const RANDOM_SUFFIX = /-(?:(?=[a-z]{0,5}[A-Z0-9])[A-Za-z0-9]{6}|\*{1,8}|\?{1,8}|x{4,8}|X{4,8})$/;
/** Twelve random characters that CloudFormation appends to a logical id, and what follows them. */
const STACK_SUFFIX =
  /-(?=[A-Za-z0-9]{0,11}[a-z])(?=[A-Za-z0-9]{0,11}[A-Z])(?=[A-Za-z0-9]{0,11}\d)[A-Za-z0-9]{12}(?=-|$)/;

/** Name of a secret from what follows `:secret:` in its ARN, random suffixes left out. */
export function secretName(resource: string): string {
  const whole = resource.split(':')[0] ?? resource;
  const plain = whole.replace(RANDOM_SUFFIX, '');
  const stack = STACK_SUFFIX.exec(plain)?.index ?? -1;
  return stack > 0 ? plain.slice(0, stack) : plain;
}

/** Name of a parameter as SSM has it: a path keeps its leading slash, which the ARN lacks. */
export const parameterName = (resource: string): string =>
  resource.includes('/') && !resource.startsWith('/') ? `/${resource}` : resource;

/** A secret or parameter as a definition's `valueFrom`, or a text, refers to it. */
export interface SecretAddress {
  readonly store: 'secrets-manager' | 'parameter-store';
  readonly name: string;
  /** Name with a random suffix, where the ARN has one: what looks random may be part of the name. */
  readonly fullName: string;
  readonly jsonKey?: string;
  readonly region?: string;
}

const SECRET_ARN = /^arn:[\w-]{1,30}:secretsmanager:([^:]{0,40}):[^:]{0,40}:secret:([^:]{1,600})(?::([^:]{0,300}))?/;
const PARAMETER_ARN = /^arn:[\w-]{1,30}:ssm:([^:]{0,40}):[^:]{0,40}:parameter\/(.{1,1011})$/;

/** Reads a `valueFrom`: an ARN of Secrets Manager or SSM, or the plain name of a parameter. */
export function secretAddress(valueFrom: string): SecretAddress {
  const secret = SECRET_ARN.exec(valueFrom);
  if (secret !== null) {
    const [, region, resource = '', jsonKey] = secret;
    return {
      store: 'secrets-manager',
      name: secretName(resource),
      fullName: resource,
      ...(jsonKey ? { jsonKey } : {}),
      ...(region ? { region } : {}),
    };
  }
  const parameter = PARAMETER_ARN.exec(valueFrom);
  const name = parameterName(parameter?.[2] ?? valueFrom);
  return { store: 'parameter-store', name, fullName: name, ...(parameter?.[1] ? { region: parameter[1] } : {}) };
}

const IN_TEXT: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/\bsecret:([^\s:'",;)\]]{1,512})/g, secretName],
  [/:parameter\/([^\s:'",;)\]]{1,512})/g, parameterName],
  [/fetch secret ([\w/+=.@-]{1,512}) from/gi, secretName],
  [/in region \S{1,40}: secret (?!arn:)([\w/+=.@-]{1,512}):/gi, secretName],
];
const INVALID_PARAMETERS = /invalid (?:ssm )?parameters?:\s*([^\s,;]{1,512}(?:\s?,\s?[^\s,;]{1,512}){0,50})/i;

/** Names of the secrets and parameters that a text mentions. A name that the text's end cuts off is left out. */
export function namesIn(text: string): readonly string[] {
  const listed = INVALID_PARAMETERS.exec(text)?.[1]?.split(',') ?? [];
  const parameters = listed.map((one) => one.trim()).map((one) => one.replace(/^arn:.{1,120}:parameter\//, '/'));
  const others = IN_TEXT.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match) => (isCut(text, match) ? [] : [read(match[1] ?? '')])),
  );
  return [...new Set([...parameters, ...others].map(withoutEnd).filter((name) => /\w/.test(name)))];
}

const withoutEnd = (name: string): string => name.replace(/[.…]+$/, '');

/** Cut by a console with dots, or by ECS at 1,024 or 255 characters. */
function isCut(text: string, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  if (/(?:\.\.\.|…)$/.test(match[0])) return true;
  return end === text.length && (text.length >= 1000 || text.length === 255);
}

import type { CheckContext } from '../domain/check/check-context';
import type { CheckedDefinition } from '../domain/check/checked-definition';
import type { Finding } from '../domain/check/finding';
import { homeOf } from '../domain/check/home';
import { secretProblem } from '../domain/check/secret-form';
import { secretUses } from '../domain/check/secret-uses';
import { placeholderIn } from '../domain/cross-checks/image-placeholder';
import { type ImageReference, parseImage } from '../domain/cross-checks/image-reference';
import { isShellWord } from '../domain/cross-checks/shell-word';
import { nameOfArn } from '../domain/ecs-events/ecs-arn';
import { type Read, unavailable } from '../domain/read';
import { secretAddress } from '../domain/signals/secrets/secret-names';
import type { CheckPorts } from './check-ports';

/** Something that was to be looked up and was not, and why. */
export interface NotChecked {
  readonly what: string;
  readonly reason: string;
}

export interface AccountCheck {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

type Outcome = Finding | NotChecked | undefined;

/** Looks up what the definition names: images, secrets, roles, log groups. Each is asked for once. */
export async function checkInAccount(
  checked: CheckedDefinition,
  context: CheckContext,
  ports: CheckPorts,
): Promise<AccountCheck> {
  const region = homeOf(checked, context).region?.name ?? ports.region;
  const account = await ports.readAccount();
  const outcomes = [
    ...(await checkImages(checked, ports)),
    ...(await checkSecrets(checked, ports, region, account)),
    ...(await checkRoles(checked, ports, account)),
    ...(await checkLogGroups(checked, ports, region)),
  ];
  const told = outcomes.flatMap((outcome) => outcome ?? []);
  return {
    findings: told.flatMap((one) => ('reason' in one ? [] : one)),
    notChecked: told.flatMap((one) => ('reason' in one ? one : [])),
  };
}

async function checkImages({ containers }: CheckedDefinition, ports: CheckPorts): Promise<readonly Outcome[]> {
  const seen = new Set<string>();
  const outcomes: Outcome[] = [];
  for (const { definition } of containers) {
    const { name, image } = definition;
    // What is no image was told without AWS.
    if (image === undefined || seen.has(image) || placeholderIn(image) !== undefined) continue;
    seen.add(image);
    outcomes.push(await checkImage(name, image, parseImage(image), ports));
  }
  return outcomes;
}

async function checkImage(
  container: string,
  image: string,
  { registry, host, account, region, repository, tag = 'latest', digest }: ImageReference,
  ports: CheckPorts,
): Promise<Outcome> {
  const what = `the image of ${container}, ${image}`;
  if (registry !== 'ecr') return { what, reason: `only private registries of ECR are asked, not ${host}` };
  if (account === undefined || region === undefined)
    return { what, reason: `${host} is no address of an ECR registry: expected ACCOUNT.dkr.ecr.REGION.amazonaws.com` };
  const read = await ports.readImage({ account, region, repository, tag, ...(digest === undefined ? {} : { digest }) });
  if (read.state === 'unavailable') return { what, reason: read.reason };
  if (read.value === 'there') return undefined;
  const noRepository = read.value === 'no-repository';
  const version = digest ?? tag;
  return {
    id: 'image-not-in-registry',
    severity: 'error',
    container,
    what: noRepository
      ? `The image of ${container} is not there: account ${account} has no repository ${repository} in ${region}.`
      : `The image of ${container} is not there: ${repository} has no ${digest === undefined ? 'tag ' : ''}${version}.`,
    why: `No task of this revision can pull ${image}.`,
    fix: noRepository
      ? 'Correct account, Region and repository, or create the repository and push the image before the deployment.'
      : 'Push it before the deployment, or name one that is there.',
    ...(isShellWord(repository) && !noRepository
      ? {
          command: `aws ecr describe-images --registry-id ${account} --repository-name ${repository} --region ${region} --query 'sort_by(imageDetails,&imagePushedAt)[-5:].imageTags'`,
        }
      : {}),
    cause: noRepository ? 'image-not-found' : 'image-tag-not-found',
  };
}

async function checkSecrets(
  checked: CheckedDefinition,
  ports: CheckPorts,
  home: string,
  account: Read<string>,
): Promise<readonly Outcome[]> {
  const uses = [
    ...secretUses(checked).map(({ container, name, valueFrom }) => ({
      container,
      of: `${name} of ${container}`,
      valueFrom,
    })),
    ...checked.containers.flatMap(({ definition: { name, registryCredentials } }) =>
      registryCredentials === undefined
        ? []
        : [{ container: name, of: `the repositoryCredentials of ${name}`, valueFrom: registryCredentials }],
    ),
  ];
  const credentials = new Set(checked.containers.flatMap(({ definition }) => definition.registryCredentials ?? []));
  const seen = new Set<string>();
  const outcomes: Outcome[] = [];
  for (const { container, of, valueFrom } of uses) {
    if (secretProblem(valueFrom) !== undefined) continue;
    const address = secretAddress(valueFrom);
    const isSecret = address.store === 'secrets-manager' || credentials.has(valueFrom);
    // Keys of one secret are one question.
    const question = isSecret ? secretIdOf(valueFrom) : valueFrom;
    if (seen.has(question)) continue;
    seen.add(question);
    const region = address.region ?? home;
    const read = isSecret
      ? await ports.readSecret(question, region)
      : await readParameter(valueFrom, address.name, region, account, ports);
    if (read.state === 'unavailable') outcomes.push({ what: `${of}, ${question}`, reason: read.reason });
    else if (read.value !== 'there') outcomes.push(lostSecret(container, of, question, region, isSecret, read.value));
  }
  return outcomes;
}

/** The ARN without the key of its JSON, stage and version. */
const secretIdOf = (valueFrom: string): string => valueFrom.split(':').slice(0, 7).join(':');

async function readParameter(
  valueFrom: string,
  name: string,
  region: string,
  account: Read<string>,
  ports: CheckPorts,
): Promise<Read<'there' | 'missing'>> {
  const owner = valueFrom.startsWith('arn:') ? valueFrom.split(':')[4] : undefined;
  const isOthers = owner !== undefined && account.state === 'known' && account.value !== owner;
  return isOthers
    ? unavailable(`it belongs to account ${owner}, and the credentials are of ${account.value}`)
    : ports.readParameter(name.replace(/:[\w.-]+$/, ''), region);
}

function lostSecret(
  container: string,
  of: string,
  name: string,
  region: string,
  isSecret: boolean,
  state: 'missing' | 'being-deleted',
): Finding {
  const store = isSecret ? 'Secrets Manager' : 'Parameter Store';
  const isDeleted = state === 'being-deleted';
  const command = isDeleted
    ? `aws secretsmanager restore-secret --secret-id ${name} --region ${region}`
    : isSecret
      ? `aws secretsmanager list-secrets --region ${region} --query 'SecretList[].ARN' --output text`
      : `aws ssm describe-parameters --region ${region} --query 'Parameters[].Name' --output text`;
  return {
    id: 'secret-not-in-store',
    severity: 'error',
    container,
    what: isDeleted
      ? `What fills ${of} is marked for deletion: ${name}.`
      : `What fills ${of} does not exist: ${store} in ${region} has no ${name}.`,
    why: 'A task does not start without all its secrets.',
    fix: isDeleted ? 'Restore it, or name another one.' : 'Create it before the deployment, or correct valueFrom.',
    ...(isShellWord(name) || !isDeleted ? { command } : {}),
    cause: 'secret-not-found',
  };
}

async function checkRoles(
  { definition }: CheckedDefinition,
  ports: CheckPorts,
  account: Read<string>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const roles = new Set([definition.executionRoleArn, definition.taskRoleArn].flatMap((arn) => arn ?? []));
  for (const arn of roles) {
    const use = arn === definition.executionRoleArn ? 'execution role' : 'task role';
    const name = nameOfArn(arn);
    const what = `the ${use} ${name}`;
    const owner = /^arn:[\w-]+:iam::(\d{12}):role\//.exec(arn)?.[1];
    const isOthers = owner !== undefined && account.state === 'known' && account.value !== owner;
    const read = isOthers
      ? unavailable(`it belongs to account ${owner}, and the credentials are of ${account.value}`)
      : owner !== undefined && account.state === 'unavailable'
        ? account
        : await ports.readRole(name);
    outcomes.push(roleOutcome(read, use, name, what));
  }
  return outcomes;
}

function roleOutcome(
  read: Awaited<ReturnType<CheckPorts['readRole']>>,
  use: string,
  name: string,
  what: string,
): Outcome {
  if (read.state === 'unavailable') return { what, reason: read.reason };
  if (read.value === 'trusted') return undefined;
  if (read.value === 'conditional')
    return { what, reason: 'its trust policy has conditions, which only ECS can meet or not' };
  const isMissing = read.value === 'missing';
  return {
    id: 'role-not-assumable',
    severity: 'error',
    what: isMissing
      ? `There is no role ${name}, which the definition names as its ${use}.`
      : `ECS may not assume the ${use} ${name}: its trust policy does not name ecs-tasks.amazonaws.com.`,
    why: 'No task starts with a role that ECS cannot assume.',
    fix: isMissing
      ? 'Create it before the deployment, or correct the ARN.'
      : 'Allow sts:AssumeRole to the service ecs-tasks.amazonaws.com in its trust policy.',
    ...(isShellWord(name) && !isMissing
      ? { command: `aws iam get-role --role-name ${name} --query Role.AssumeRolePolicyDocument` }
      : {}),
    cause: 'role-assume',
  };
}

async function checkLogGroups(
  { containers }: CheckedDefinition,
  ports: CheckPorts,
  home: string,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const seen = new Set<string>();
  for (const { definition } of containers) {
    const { name: container, log } = definition;
    if (log?.driver !== 'awslogs' || log.group === undefined || log.createGroup) continue;
    const region = log.region ?? home;
    if (seen.has(`${region} ${log.group}`)) continue;
    seen.add(`${region} ${log.group}`);
    const read = await ports.readLogGroup(log.group, region);
    if (read.state === 'unavailable') {
      outcomes.push({ what: `the log group ${log.group} of ${container}`, reason: read.reason });
      continue;
    }
    if (read.value === 'there') continue;
    outcomes.push({
      id: 'log-group-not-found',
      severity: 'error',
      container,
      what: `The log group of ${container} does not exist: ${log.group} in ${region}.`,
      why: 'The log driver cannot open its stream, and the task does not start.',
      fix: 'Create it before the deployment, or set awslogs-create-group to true and allow logs:CreateLogGroup to the execution role.',
      ...(isShellWord(log.group)
        ? { command: `aws logs create-log-group --log-group-name ${log.group} --region ${region}` }
        : {}),
      cause: 'log-group-missing',
    });
  }
  return outcomes;
}

import { containerWords } from '../../container-words';
import { isShellWord } from '../../cross-checks/shell-word';
import { accountOf } from '../../cross-checks/way-out';
import { describeRole, roleName } from '../../cross-checks/which-role';
import type { Facts } from '../../facts';
import type { Cause, CausePage, Confidence } from '../cause';
import { cannotBePrivate, changeOf, type FailedPull, failedPull } from './pulled-image';
import { registryAtStart } from './words';

export const imagePullUnauthorized: Cause = {
  id: 'image-pull-unauthorized',
  title: 'the registry refuses the image',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start', 'task-role-access-denied'],
  explain(facts) {
    const pull = failedPull(facts, ({ problem }) => problem === 'unauthorized' || problem === 'denied-or-missing');
    if (pull === undefined) return undefined;
    const { blames, notes } = changeOf(pull);
    const remedy = remedyOf(facts, pull);
    return {
      confidence: confidenceOf(pull),
      summary: summaryOf(pull),
      quotes: [pull.signal.quote],
      next: remedy.next,
      ...(remedy.command === undefined ? {} : { command: remedy.command }),
      ...(blames === undefined ? {} : { blames }),
      notes: [...(remedy.notes ?? []), ...notes],
    };
  },
};

function confidenceOf(pull: FailedPull): Confidence {
  const { problem, access, status, leg } = pull.signal;
  if (problem === 'denied-or-missing') return cannotBePrivate(pull) ? 'possible' : 'likely';
  return leg === 'ecr-api' && access === undefined && status === undefined ? 'likely' : 'certain';
}

const isEcr = ({ signal, reference }: FailedPull): boolean =>
  signal.leg === 'ecr-api' ||
  reference?.registry === 'ecr' ||
  /\.dkr\.ecr\.|amazonaws\.com/.test(signal.host ?? '') ||
  signal.access !== undefined;

function summaryOf(pull: FailedPull): string {
  const { signal, shown, definition, containerDefinition, reference } = pull;
  const role = describeRole(signal.access?.role, definition);
  const action = signal.access?.action;
  if (action !== undefined)
    return `${role === undefined ? 'The role that pulls' : `The ${role}`} may not ${action}, so ECR does not hand out ${shown}.`;
  if (signal.leg === 'layers-s3')
    return `S3 refuses the layers of ${shown}${signal.status === undefined ? '' : ` (${signal.status})`}: the policy of the S3 endpoint or the role does not allow the bucket that ECR keeps layers in.`;
  const status = signal.status === undefined ? 'refused' : `answered ${signal.status} for`;
  if (isEcr(pull)) return `ECR ${status} ${shown}: the role that pulls, or the repository's policy, does not allow it.`;
  const credentials =
    containerDefinition === undefined
      ? 'it is private and the credentials are missing or wrong, or it does not exist'
      : containerDefinition.registryCredentials === undefined
        ? 'the container has no repositoryCredentials, and without them only public images can be pulled'
        : 'the credentials in repositoryCredentials are wrong or may not read it';
  return `${registryAtStart(reference?.host ?? signal.host)} ${status} ${shown}: ${credentials}.`;
}

interface Remedy {
  readonly next: string;
  readonly command?: string;
  readonly notes?: readonly string[];
}

function remedyOf(facts: Facts, pull: FailedPull): Remedy {
  const { signal, reference, definition, container, containerDefinition, shown } = pull;
  if (!isEcr(pull))
    return containerDefinition?.registryCredentials === undefined
      ? {
          next: `Check the name of ${shown}; if it is private, store user name and password in Secrets Manager and name that secret in repositoryCredentials of ${containerWords(container)}.`,
        }
      : {
          next: `Renew the secret ${containerDefinition.registryCredentials} with credentials that may pull ${shown}.`,
        };
  const role = signal.access?.role ?? roleName(definition?.executionRoleArn);
  const account = accountOf(facts);
  const foreign = reference?.account !== undefined && account !== undefined && reference.account !== account;
  const notes = [
    ...(foreign
      ? [
          `The image belongs to account ${reference?.account}, the task to ${account}: the repository's policy there has to allow this account as well.`,
        ]
      : []),
    ...(role === undefined
      ? ['Fargate pulls with the execution role; on EC2 without one it is the role of the instance.']
      : []),
  ];
  if (foreign && signal.access === undefined && isShellWord(reference?.repository))
    return {
      next: `Allow account ${account} in the policy of repository ${reference?.repository} in account ${reference?.account}, and allow the pulling role ecr:BatchGetImage.`,
      command: `aws ecr get-repository-policy --registry-id ${reference?.account} --region ${reference?.region} --repository-name ${reference?.repository}`,
      notes,
    };
  return {
    next: `Attach AmazonECSTaskExecutionRolePolicy to ${role === undefined ? 'the execution role' : `role ${role}`}${foreign ? " and allow the account in the repository's policy" : ''}.`,
    ...(isShellWord(role)
      ? {
          command: `aws iam attach-role-policy --role-name ${role} --policy-arn arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`,
        }
      : {}),
    notes,
  };
}

export const page: CausePage = {
  meaning:
    'The registry was reached and said no (401, 403, `denied`, `not authorized`). For ECR the role that pulls lacks a right, or the policy of the repository does not allow it; for another registry the image is private and the container has no or wrong `repositoryCredentials`.',
  impact:
    'No task of this revision can start; no task at all, where the role itself lost its rights. Retrying does not help.',
  fix: [
    'ECR: attach the managed policy to the **execution role** (Fargate) or the instance role (EC2 without an execution role): `aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`.',
    'Image in another account: allow this account in the repository policy there (`aws ecr set-repository-policy`), with `ecr:BatchGetImage` and `ecr:GetDownloadUrlForLayer`.',
    'Private registry: put `{"username": "…", "password": "…"}` into Secrets Manager and name the secret in `repositoryCredentials`.',
    '403 for layers only: let the policy of the S3 gateway endpoint allow `s3:GetObject` on `prod-REGION-starport-layer-bucket`.',
  ],
  confusedWith:
    '`image-not-found`: Docker Hub answers `pull access denied` for a repository that does not exist, too. `secret-access-denied`: the same role, refused a secret. `role-assume`: the role cannot be used at all.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html',
  ],
};

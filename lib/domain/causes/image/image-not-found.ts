import { containerWords } from '../../container-words';
import { isShellWord } from '../../cross-checks/shell-word';
import { accountOf, regionOf } from '../../cross-checks/way-out';
import type { Facts } from '../../facts';
import type { Cause, CausePage, Confidence } from '../cause';
import { cannotBePrivate, changeOf, type FailedPull, failedPull } from './pulled-image';
import { registryAtStart } from './words';

export const imageNotFound: Cause = {
  id: 'image-not-found',
  title: 'the image repository does not exist',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start'],
  explain(facts) {
    const pull = failedPull(
      facts,
      ({ problem }) => problem === 'repository-not-found' || problem === 'denied-or-missing',
    );
    if (pull === undefined) return undefined;
    const { container, shown, signal, reference } = pull;
    const { blames, notes } = changeOf(pull);
    const host = /registry with id/i.test(signal.quote.text) ? 'ECR' : registryAtStart(reference?.host);
    const command = commandOf(pull);
    return {
      confidence: confidenceOf(pull),
      summary:
        signal.problem === 'repository-not-found'
          ? `${host} has no repository for ${shown}.`
          : `${host} gives out no image ${shown}: no public repository of that name exists there.`,
      quotes: [signal.quote],
      ...(reference === undefined ? {} : { headline: `image repository ${reference.repository} does not exist` }),
      next: `Correct the image of ${containerWords(container)}, or create the repository and push the image.`,
      ...(command === undefined ? {} : { command }),
      ...(blames === undefined ? {} : { blames }),
      notes: [...notes, ...elsewhere(facts, pull)],
    };
  },
};

function confidenceOf(pull: FailedPull): Confidence {
  if (pull.signal.problem === 'denied-or-missing') return cannotBePrivate(pull) ? 'likely' : 'possible';
  return /repository|name.?unknown/i.test(pull.signal.quote.text) ? 'certain' : 'likely';
}

function commandOf({ reference }: FailedPull): string | undefined {
  if (reference?.account === undefined || !isShellWord(reference.repository)) return undefined;
  return `aws ecr describe-repositories --registry-id ${reference.account} --region ${reference.region} --repository-names ${reference.repository}`;
}

/** A name without a host means Docker Hub; an ECR host names one account and one region. */
function elsewhere(facts: Facts, pull: FailedPull): readonly string[] {
  const { reference } = pull;
  const [account, region] = [accountOf(facts), regionOf(facts)];
  if (cannotBePrivate(pull))
    return [
      'Without a host before the name ECS asks Docker Hub: an image of ECR needs ACCOUNT.dkr.ecr.REGION.amazonaws.com/ before it.',
    ];
  return [
    ...(reference?.region !== undefined && region !== undefined && reference.region !== region
      ? [`The image names ECR in ${reference.region}, the task runs in ${region}.`]
      : []),
    ...(reference?.account !== undefined &&
    account !== undefined &&
    /^\d{12}$/.test(account) &&
    reference.account !== account
      ? [`The image names ECR of account ${reference.account}, the task runs in account ${account}.`]
      : []),
  ];
}

export const page: CausePage = {
  meaning:
    'The registry was reached, but it has no repository of that name: a typing mistake, another account or region, or an image name without its registry. Docker Hub gives the same answer for a private repository.',
  impact: 'No task of this revision can start until the name is right or the repository exists.',
  fix: [
    'Read the image of the task definition letter by letter: account, region, repository.',
    'ECR: `aws ecr describe-repositories --repository-names REPOSITORY --region REGION`; create it with `aws ecr create-repository` and push.',
    'A name without a host (`my-app:1`) is looked up on Docker Hub: write the full `ACCOUNT.dkr.ecr.REGION.amazonaws.com/my-app:1`.',
  ],
  confusedWith:
    '`image-tag-not-found`: there the repository exists and only the tag is missing. `image-pull-unauthorized`: a private repository of Docker Hub without `repositoryCredentials` reads the same (`pull access denied … may require docker login`).',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'],
};

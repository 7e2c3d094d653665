import { containerWords } from '../../container-words';
import { isUnsetTag } from '../../cross-checks/image-placeholder';
import { lacksRegistry } from '../../cross-checks/image-reference';
import { isShellWord } from '../../cross-checks/shell-word';
import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { changeOf, type FailedPull, failedPull } from './pulled-image';

export const imageTagNotFound: Cause = {
  id: 'image-tag-not-found',
  title: 'the image tag does not exist',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start', 'image-not-found'],
  explain(facts) {
    const pull = failedPull(facts, ({ problem }) => problem === 'tag-not-found');
    if (pull === undefined) return undefined;
    const { container, shown, signal, reference } = pull;
    const { service } = namesOf(facts);
    const { blames, notes } = changeOf(pull);
    const what = reference?.digest !== undefined ? 'digest' : reference?.tag !== undefined ? 'tag' : 'tag or digest';
    const command = commandOf(pull);
    return {
      confidence: 'certain',
      summary: `The registry does not have ${shown}: the ${what} does not exist there.`,
      quotes: [signal.quote],
      ...headlineOf(pull),
      next: `Push ${shown}, or point ${containerWords(container)} at a tag that exists${service === undefined ? '' : ` and deploy ${service} again`}.`,
      ...(command === undefined ? {} : { command }),
      ...(blames === undefined ? {} : { blames }),
      notes: [...notes, ...suspicions(pull)],
    };
  },
};

function headlineOf({ reference }: FailedPull): { readonly headline?: string } {
  if (reference?.digest !== undefined)
    return { headline: `image digest ${reference.digest.slice(0, 19)}… does not exist` };
  return reference?.tag === undefined ? {} : { headline: `image tag ${reference.tag} does not exist` };
}

function commandOf({ reference }: FailedPull): string | undefined {
  if (reference?.account === undefined || !isShellWord(reference.repository)) return undefined;
  return `aws ecr describe-images --registry-id ${reference.account} --region ${reference.region} --repository-name ${reference.repository} --query 'reverse(sort_by(imageDetails,&imagePushedAt))[:5].imageTags'`;
}

function suspicions({ reference, containerDefinition }: FailedPull): readonly string[] {
  const tag = reference?.tag;
  if (reference === undefined || tag === undefined) return [];
  return [
    ...(isUnsetTag(tag) ? [`The tag ${tag} is what a script writes for a value that is not set or not a text.`] : []),
    ...(lacksRegistry(reference) && !containerDefinition?.image?.includes('.dkr.')
      ? [
          `${tag} looks like a commit of your own, but ${reference.repository.slice(8)} is an image of Docker Hub: the registry's host may be missing before it.`,
        ]
      : []),
  ];
}

export const page: CausePage = {
  meaning:
    'The registry answered: it knows the repository, but not the tag, digest or manifest that the task definition asks for. Credentials and network are fine.',
  impact:
    'No task of this revision can start. Tasks of an older revision that still run keep serving until something stops them.',
  fix: [
    'Compare the tag in the task definition with the tags in the registry: `aws ecr describe-images --repository-name REPOSITORY --query "imageDetails[].imageTags"`.',
    'Let the pipeline push the image before it registers the revision, and fail when the push failed.',
    'If a lifecycle rule of the repository removed the image, keep the tags (and, with version consistency, the digests) that are deployed.',
  ],
  confusedWith:
    '`image-not-found`: there the repository itself is missing. `image-pull-unauthorized`: ECR answers 403 when the role may not look, whether or not the tag exists.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'],
};

import { namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';

export const imageTagNotFound: Cause = {
  id: 'image-tag-not-found',
  title: 'the image tag does not exist',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start', 'image-not-found'],
  explain(facts) {
    const signal = signalOf(facts, 'image-pull', ({ problem }) => problem === 'tag-not-found');
    if (signal === undefined) return undefined;
    const { container, image = signal.image, service } = namesOf(facts);
    const wanted = signal.image ?? image ?? 'the image';
    return {
      confidence: 'certain',
      summary: `The registry has no ${wanted}: the tag, digest or manifest does not exist.`,
      quotes: [signal.quote],
      next: `Push ${wanted}, or point container ${container} at a tag that exists${service === undefined ? '' : ` and deploy ${service} again`}.`,
      blames: [`image|${container}|`],
    };
  },
};

export const page: CausePage = {
  meaning:
    'The registry answered: it knows the repository, but not the tag, digest or manifest that the task definition asks for. Credentials and network are fine.',
  impact: 'No task of this revision can start. Tasks of an older revision that still run keep serving until something stops them.',
  fix: [
    'Compare the tag in the task definition with the tags in the registry: `aws ecr describe-images --repository-name REPOSITORY --query "imageDetails[].imageTags"`.',
    'Let the pipeline push the image before it registers the revision, and fail when the push failed.',
    'If a lifecycle rule of the repository removed the image, keep the tags that are deployed.',
  ],
  confusedWith:
    '`image-not-found`: there the repository itself is missing. `image-pull-unauthorized`: ECR answers 403 when the role may not look, whether or not the tag exists.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'],
};

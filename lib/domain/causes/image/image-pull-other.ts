import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { changeOf, type FailedPull, failedPull } from './pulled-image';
import { registryWords } from './words';

export const imagePullOther: Cause = {
  id: 'image-pull-other',
  title: 'the image cannot be pulled',
  group: 'image',
  kind: 'unknown',
  supersedes: ['unknown-failed-to-start'],
  explain(facts) {
    const pull =
      failedPull(facts, ({ problem }) => problem === 'registry-error' || problem === 'corrupt') ??
      failedPull(facts, ({ problem }) => problem === 'unspecified');
    if (pull === undefined) return undefined;
    const { signal, image } = pull;
    const { blames, notes } = changeOf(pull);
    const { cluster } = namesOf(facts);
    const task = facts.stop?.taskId;
    return {
      confidence: 'likely',
      summary: summaryOf(pull),
      quotes: [signal.quote],
      next:
        signal.problem === 'corrupt'
          ? `Build and push ${pull.shown} again, under a new tag.`
          : signal.problem === 'registry-error'
            ? `Look at the status page of ${registryWords(pull.reference?.host)} and let ECS try again.`
            : `Read the whole reason of the task, then check in this order: the tag exists, the role may pull, the subnet has a way to ${registryWords(pull.reference?.host)}.`,
      ...(task === undefined || signal.problem !== 'unspecified'
        ? {}
        : {
            command: `aws ecs describe-tasks --cluster ${cluster} --tasks ${task} --query 'tasks[].[stoppedReason,containers[].reason]'`,
          }),
      ...(blames === undefined ? {} : { blames }),
      notes: [
        ...notes,
        ...(signal.problem === 'unspecified' &&
        (image === undefined || /docker\.io/.test(`${image}${signal.host ?? ''}`)) &&
        /unexpected status code/.test(signal.quote.text)
          ? [
              'The status that the registry answered with is cut off; for public images of Docker Hub it is mostly 429, the pull limit.',
            ]
          : []),
      ],
    };
  },
};

function summaryOf({ signal, shown }: FailedPull): string {
  if (signal.problem === 'corrupt')
    return `What the registry delivered for ${shown} does not fit its checksum or is no valid image.`;
  if (signal.problem === 'registry-error')
    return `The registry failed${signal.status === undefined ? '' : ` with ${signal.status}`} while ${shown} was pulled.`;
  if (signal.leg === 'ecr-api') return 'The task could not log in to ECR, and the text does not say why.';
  return `Pulling ${shown} failed, and the text does not say why.`;
}

export const page: CausePage = {
  meaning:
    'The image could not be pulled, and what is left of the text does not say why: ECS and the console cut long reasons. A registry with an inner fault (5xx) and an image with a wrong checksum are here as well.',
  impact: 'The task did not start. Whether the next one will depends on the reason behind it.',
  fix: [
    'Read the whole text: `aws ecs describe-tasks --cluster CLUSTER --tasks TASK --query "tasks[].[stoppedReason,containers[].reason]"` (kept for about an hour).',
    'Pull the same image by hand from a machine in the same subnet, or from CloudShell for the rights alone.',
    'Check in this order: the tag exists, the execution role may pull, the subnet has a way out, the disk has room.',
    'A checksum that does not fit: build and push the image again; a 5xx: wait and try again.',
  ],
  confusedWith:
    '`image-tag-not-found`, `image-pull-unauthorized`, `image-pull-network`, `disk-full`: what it mostly turns out to be once the whole text is known.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'],
};

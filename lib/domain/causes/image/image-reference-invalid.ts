import { containerWords } from '../../container-words';
import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { changeOf, failedPull } from './pulled-image';

export const imageReferenceInvalid: Cause = {
  id: 'image-reference-invalid',
  title: 'the image string is not a valid reference',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start', 'aws-internal-error'],
  explain(facts) {
    const pull = failedPull(facts, ({ problem }) => problem === 'reference-invalid');
    if (pull === undefined) return undefined;
    const { container, image, containerDefinition, signal } = pull;
    const { blames, notes } = changeOf(pull);
    const { definition } = namesOf(facts);
    const text = containerDefinition?.image ?? image;
    return {
      confidence: 'certain',
      summary: `The image of ${containerWords(container)}${text === undefined ? '' : `, "${text}",`} is not a valid image reference${whyOf(text)}.`,
      quotes: [signal.quote],
      next: `Correct the image of ${containerWords(container)}${definition === undefined ? '' : ` in task definition ${definition}`}.`,
      ...(blames === undefined ? {} : { blames }),
      notes,
    };
  },
};

function whyOf(image: string | undefined): string {
  if (image === undefined) return '';
  if (/^[a-z]+:\/\//i.test(image)) return ': it begins with a scheme, which has no place there';
  if (/\s/.test(image)) return ': it has white space in it';
  if (/:$|@$/.test(image)) return ': nothing follows the last colon';
  if (/\/\/|\/$|^\//.test(image)) return ': a part between the slashes is empty';
  const name = image.split('@')[0]?.replace(/:[^/]*$/, '') ?? '';
  return /[A-Z]/.test(name.slice(name.indexOf('/') + 1)) ? ': the name of a repository is in lower case only' : '';
}

export const page: CausePage = {
  meaning:
    'The image string of the task definition cannot be read as `host/repository:tag`: upper-case letters in the repository, a space, an empty tag because a variable was not set, or `https://` before it. No registry was asked.',
  impact: 'No task of this revision can start.',
  fix: [
    'Look at the string that was registered: `aws ecs describe-task-definition --task-definition FAMILY:REVISION --query "taskDefinition.containerDefinitions[].image"`.',
    'Write `HOST/repository:tag` or `HOST/repository@sha256:…`: the repository in lower case, no scheme, no spaces, no trailing colon.',
    'If the pipeline builds the string from variables, let it stop when one is empty.',
  ],
  confusedWith:
    '`image-placeholder`: the string still holds a part of a template. `image-tag-not-found`: the string is fine, the registry lacks the tag.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html'],
};

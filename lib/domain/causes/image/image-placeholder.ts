import { containerWords } from '../../container-words';
import { namesOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { changeOf, describePull, placeholderOf } from './pulled-image';

const ORDER = ['reference-invalid', 'denied-or-missing', 'repository-not-found', 'tag-not-found', 'unauthorized'];

export const imagePlaceholder: Cause = {
  id: 'image-placeholder',
  title: 'the image is still a placeholder',
  group: 'image',
  kind: 'doomed',
  supersedes: [
    'image-pull-other',
    'unknown-failed-to-start',
    'image-not-found',
    'image-tag-not-found',
    'image-pull-unauthorized',
    'image-reference-invalid',
    'image-registry-host-unknown',
  ],
  explain(facts) {
    for (const signal of signalsOf(facts, 'image-pull')) {
      const pull = describePull(facts, signal);
      const placeholder = placeholderOf(pull);
      if (placeholder === undefined || signal.problem === 'rate-limited' || signal.problem === 'platform') continue;
      const { blames, notes } = changeOf(pull);
      const { definition } = namesOf(facts);
      const what =
        placeholder.where === 'image'
          ? `"${placeholder.part}" is no image`
          : `"${placeholder.part}" in ${pull.shown} is a placeholder for the ${placeholder.where}`;
      return {
        confidence: ORDER.includes(signal.problem) ? 'certain' : 'likely',
        summary: `The image of ${containerWords(pull.container)} was never filled in: ${what}.`,
        quotes: [signal.quote],
        headline: `the image is still a placeholder: ${placeholder.part}`,
        next: `Put the real ${placeholder.where === 'image' ? 'image' : placeholder.where} into the image of ${containerWords(pull.container)}${definition === undefined ? '' : ` (task definition ${definition})`} and deploy again.`,
        ...(blames === undefined ? {} : { blames }),
        notes,
      };
    }
    return undefined;
  },
};

export const page: CausePage = {
  meaning:
    'The image string of the task definition still holds a part of a template: `your-dockerhub-username/your-app`, `<account-id>…`, `$IMAGE`, `REPLACE_ME`, or something that is no image at all, such as `Dockerfile` or a bare `sha256:…`. No registry has such an image.',
  impact: 'No task of this revision can start. It is never a fault of the registry, the network or the role.',
  fix: [
    'Look at the image that was registered: `aws ecs describe-task-definition --task-definition FAMILY:REVISION --query "taskDefinition.containerDefinitions[].image"`.',
    'Find the step of the pipeline that should have filled it in: a variable that is not set, a `sed` that matched nothing, a template copied from a guide.',
    'Let the pipeline fail when the rendered task definition still holds `<`, `${`, `{{` or `your-`.',
  ],
  confusedWith:
    '`image-not-found` and `image-pull-unauthorized`: the registry answers a placeholder in the same words; the image string tells the difference. `image-reference-invalid`: a real image, badly written.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html'],
};

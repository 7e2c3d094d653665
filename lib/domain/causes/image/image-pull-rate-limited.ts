import { containerWords } from '../../container-words';
import type { Cause, CausePage } from '../cause';
import { failedPull } from './pulled-image';
import { registryAtStart, registryWords } from './words';

export const imagePullRateLimited: Cause = {
  id: 'image-pull-rate-limited',
  title: 'the registry limits how often images are pulled',
  group: 'image',
  kind: 'transient',
  supersedes: ['image-pull-other', 'unknown-failed-to-start'],
  explain(facts) {
    const pull = failedPull(facts, ({ problem }) => problem === 'rate-limited');
    if (pull === undefined) return undefined;
    const { container, shown, signal, reference, containerDefinition } = pull;
    const hub =
      reference?.registry === 'docker-hub' ||
      /docker/.test(signal.host ?? '') ||
      /docker|unauthenticated/i.test(signal.quote.text);
    const anonymous = containerDefinition?.registryCredentials === undefined;
    const from = hub ? 'Docker Hub' : registryWords(reference?.host);
    return {
      confidence: 'certain',
      summary: `${hub ? from : registryAtStart(reference?.host)} refused ${shown} because too many images were pulled${hub && anonymous ? ' without a login from the same address' : ''} (429).`,
      quotes: [signal.quote],
      next: hub
        ? `Pull ${shown} through an ECR pull-through cache or from public.ecr.aws, or give ${containerWords(container)} repositoryCredentials of a Docker Hub account.`
        : `Wait for the limit of ${from} to reset, and start fewer tasks at once.`,
      notes: hub && anonymous ? ['All tasks behind one NAT gateway share its address, and so its limit.'] : [],
    };
  },
};

export const page: CausePage = {
  meaning:
    'The registry answers 429: this address or account pulled too many images lately. Docker Hub counts pulls without a login by address, and everything behind one NAT gateway is one address.',
  impact:
    'New tasks start again when the limit resets (Docker Hub: within hours), so scaling out and replacing failed tasks is at the mercy of the clock until then. Running tasks are not touched.',
  fix: [
    'Copy the image into ECR, or set up a pull-through cache: `aws ecr create-pull-through-cache-rule --ecr-repository-prefix docker-hub --upstream-registry-url registry-1.docker.io --credential-arn SECRET_ARN`.',
    'Many public images are on `public.ecr.aws` as well (`public.ecr.aws/docker/library/nginx:1.27`).',
    'Or log in: a secret with user name and token in `repositoryCredentials` of the container.',
  ],
  confusedWith:
    '`image-pull-unauthorized` (401, 403: a right is missing, waiting does not help) and `service-quota` (AWS throttles the ECS API, not the pull).',
  links: [
    'https://docs.docker.com/docker-hub/usage/',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
  ],
};

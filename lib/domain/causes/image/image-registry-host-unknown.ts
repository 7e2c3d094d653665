import { containerWords } from '../../container-words';
import { isKnownHost } from '../../cross-checks/image-reference';
import type { Cause, CausePage } from '../cause';
import { changeOf, failedPull } from './pulled-image';

export const imageRegistryHostUnknown: Cause = {
  id: 'image-registry-host-unknown',
  title: 'the registry host does not exist',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start'],
  explain(facts) {
    const pull = failedPull(facts, ({ problem }) => problem === 'host-unknown');
    if (pull === undefined) return undefined;
    const { container, shown, signal, reference } = pull;
    const { blames, notes } = changeOf(pull);
    const host = signal.host ?? reference?.host ?? 'the registry host';
    const known = isKnownHost(host);
    return {
      confidence: known ? 'possible' : 'certain',
      summary: `There is no registry host ${host}: DNS has no such name, so ${shown} cannot be pulled.`,
      quotes: [signal.quote],
      headline: `registry host ${host} does not exist`,
      next: `Correct the host in the image of ${containerWords(container)}; if the name is private, let the VPC resolve it.`,
      ...(blames === undefined ? {} : { blames }),
      notes,
    };
  },
};

export const page: CausePage = {
  meaning:
    'The name of the registry in the image string cannot be resolved: DNS says that no such host exists. Mostly the host, the account number or the region in it is mistyped; sometimes it is a private name that this VPC does not know.',
  impact: 'No task of this revision can start until the name is right or resolvable.',
  fix: [
    'Compare the host letter by letter; ECR is `ACCOUNT.dkr.ecr.REGION.amazonaws.com` with twelve digits and a region that exists.',
    'Private registry: associate its Route 53 hosted zone with the VPC of the tasks, or add a resolver rule.',
    'A well-known host that is not found: turn on `enableDnsSupport` for the VPC and check the DHCP options.',
  ],
  confusedWith:
    '`image-pull-network`: the host exists and was not reached. `image-not-found`: the host answered, the repository is missing. `image-placeholder`: the host is a template that nobody filled in.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html',
  ],
};

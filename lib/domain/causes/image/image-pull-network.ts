import { isKnownHost, parseImage } from '../../cross-checks/image-reference';
import { allSecrets } from '../../cross-checks/secret-variables';
import { regionOf, serviceOf, wayOut } from '../../cross-checks/way-out';
import { type Facts, signalOf } from '../../facts';
import { valueIn } from '../../read';
import type { Unreached } from '../../signals/signal';
import type { Cause, CausePage, Finding } from '../cause';
import { type FailedPull, failedPull, type PullSignal } from './pulled-image';
import { registryAtStart } from './words';

export const imagePullNetwork: Cause = {
  id: 'image-pull-network',
  title: 'the image registry cannot be reached',
  group: 'image',
  kind: 'transient',
  supersedes: ['image-pull-other', 'unknown-failed-to-start'],
  explain(facts) {
    return ofPull(facts) ?? ofLoginAlone(facts);
  },
};

const isNetwork = ({ problem, host }: PullSignal): boolean =>
  problem === 'network' || (problem === 'host-unknown' && host !== undefined && isKnownHost(host));

function ofPull(facts: Facts): Finding | undefined {
  const isMute = ({ problem, leg }: PullSignal) =>
    problem === 'unspecified' && leg === 'ecr-api' && serviceOf(facts)?.assignPublicIp === 'DISABLED';
  const pull = failedPull(facts, isNetwork) ?? failedPull(facts, isMute);
  if (pull === undefined) return undefined;
  const { signal } = pull;
  const { next, note } = remedyOf(facts, pull);
  return {
    confidence: signal.problem === 'unspecified' ? 'possible' : signal.unreached === undefined ? 'likely' : 'certain',
    summary: `${legOf(pull)} was not reached${signal.unreached === undefined ? '' : ` (${HOW[signal.unreached]})`}, so ${pull.shown} could not be pulled.`,
    quotes: [signal.quote],
    next,
    notes: note === undefined ? [] : [note],
  };
}

/** `unable to pull secrets or registry auth … signal: killed`: without any secret it was the login to the registry. */
function ofLoginAlone(facts: Facts): Finding | undefined {
  const secret = signalOf(facts, 'secret', ({ problem, store }) => problem === 'network' && store === undefined);
  const definition = valueIn(facts.evidence.definition);
  if (secret === undefined || definition === undefined || allSecrets(definition).length > 0) return undefined;
  const { next, note } = wayOut(facts, endpointsOf('ecr-api', regionOf(facts)));
  return {
    confidence: 'likely',
    summary:
      'The ECR API was not reached, so the task could not log in to the registry; the definition has no secrets that it could have been otherwise.',
    quotes: [secret.quote],
    next,
    notes: note === undefined ? [] : [note],
  };
}

const HOW: Readonly<Record<Unreached, string>> = {
  refused: 'connection refused',
  timeout: 'timeout',
  dns: 'its name could not be resolved',
  reset: 'connection broken off',
  tls: 'TLS failed',
  unreachable: 'no route',
};

const isAws = ({ signal, reference }: FailedPull): boolean =>
  signal.leg === 'ecr-api' ||
  signal.leg === 'layers-s3' ||
  reference?.registry === 'ecr' ||
  /amazonaws\.com$/.test(signal.host ?? '');

function legOf(pull: FailedPull): string {
  const { signal, reference } = pull;
  if (signal.leg === 'ecr-api') return 'The ECR API';
  if (signal.leg === 'layers-s3') return 'S3, where ECR keeps the layers,';
  const host = signal.host ?? reference?.host;
  return isAws(pull) && host !== undefined ? `The ECR registry ${host}` : registryAtStart(host);
}

function endpointsOf(leg: PullSignal['leg'], region: string | undefined): readonly string[] {
  const at = `com.amazonaws.${region ?? 'REGION'}`;
  if (leg === 'layers-s3') return [`${at}.s3 (gateway)`];
  return [`${at}.ecr.api`, `${at}.ecr.dkr`, `${at}.s3 (gateway)`];
}

function remedyOf(facts: Facts, pull: FailedPull): { readonly next: string; readonly note?: string } {
  const { signal, reference } = pull;
  const host = signal.host ?? reference?.host ?? 'the registry';
  if (signal.unreached === 'tls' && !isAws(pull))
    return {
      next: `Give ${host} a certificate that public authorities vouch for and serve it over HTTPS: ECS trusts no other.`,
    };
  if (signal.unreached === 'dns' && isAws(pull))
    return {
      next: 'Turn on enableDnsSupport and enableDnsHostnames for the VPC, and check its DHCP options and resolver rules.',
    };
  const [home, region] = [regionOf(facts), reference?.region ?? parseImage(`${host}/x`).region];
  const way = wayOut(facts, isAws(pull) ? endpointsOf(signal.leg, region ?? home) : []);
  return home !== undefined && region !== undefined && region !== home
    ? {
        next: way.next,
        note: `The image is in ${region}, the task runs in ${home}: VPC endpoints do not reach another region.`,
      }
    : way;
}

export const page: CausePage = {
  meaning:
    'The task could not open a connection to the registry. A pull from ECR needs three ways: the ECR API (login), the registry itself, and S3, where the layers lie; a pull from Docker Hub or another registry needs the internet.',
  impact:
    'No new task starts in the subnets concerned. It heals only if the network does: a missing route stays missing, however often ECS tries.',
  fix: [
    'Public subnet: `assignPublicIp` must be ENABLED and the route table must have 0.0.0.0/0 to an internet gateway.',
    'Private subnet: 0.0.0.0/0 to a NAT gateway; or VPC endpoints `ecr.api`, `ecr.dkr` (private DNS on, security group open on 443 from the tasks) and an S3 **gateway** endpoint on the route table of the subnet.',
    'Security group of the tasks: let 443 out. Network ACL: let 443 out and 1024–65535 in.',
    'Test from the same subnet and group: `aws ecs run-task … --overrides` with an image that is cached, or Reachability Analyzer from the network interface to the gateway.',
  ],
  confusedWith:
    '`image-registry-host-unknown`: the name of the host is wrong. `image-pull-unauthorized`: the registry was reached and said no. `secret-network`: the same hole in the network, noticed at Secrets Manager or SSM first.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html',
  ],
};

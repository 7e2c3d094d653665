import { allSecrets } from '../../cross-checks/secret-variables';
import { regionOf, wayOut } from '../../cross-checks/way-out';
import type { Cause, CausePage } from '../cause';
import { failedSecret, secretRegion } from './failed-secret';

export const secretNetwork: Cause = {
  id: 'secret-network',
  title: 'the secret store cannot be reached',
  group: 'secrets',
  kind: 'transient',
  supersedes: ['secret-other', 'unknown-failed-to-start'],
  explain(facts) {
    const secret = failedSecret(facts, 'network');
    if (secret === undefined) return undefined;
    const { signal, shown, variables, notes, definition } = secret;
    const noSecrets = signal.store === undefined && definition !== undefined && allSecrets(definition).length === 0;
    if (noSecrets) return undefined;
    const region = secretRegion(secret) ?? regionOf(facts) ?? 'REGION';
    const store =
      signal.store === 'parameter-store'
        ? 'SSM Parameter Store'
        : signal.store === undefined
          ? 'Secrets Manager, SSM or ECR'
          : 'Secrets Manager';
    const service = signal.store === 'parameter-store' ? 'ssm' : 'secretsmanager';
    const { next, note } = wayOut(facts, [`com.amazonaws.${region}.${service}`]);
    return {
      confidence: signal.store === undefined ? 'likely' : 'certain',
      summary: `The task could not reach ${store}${signal.unreached === 'dns' ? ' (its name could not be resolved)' : ''}, so ${shown} could not be read.`,
      quotes: [signal.quote],
      next,
      ...(variables.length === 0 ? {} : { variables }),
      notes: [...notes, ...(note === undefined ? [] : [note])],
    };
  },
};

export const page: CausePage = {
  meaning:
    "Before a container starts, ECS reads its secrets from Secrets Manager or SSM, from within the task's own subnet. The connection did not come about: no route, a security group that lets nothing out, or a VPC endpoint that is missing or closed.",
  impact:
    'No new task starts in the subnets concerned. It heals only if the network does: a missing route stays missing, however often ECS tries.',
  fix: [
    'Public subnet: `assignPublicIp` ENABLED and a route 0.0.0.0/0 to an internet gateway. Private subnet: 0.0.0.0/0 to a NAT gateway.',
    'Without a way to the internet: VPC endpoints `secretsmanager`, `ssm` and `kms` (and `ecr.api`, `ecr.dkr`, S3, `logs`), private DNS on, their security group open on 443 from the tasks.',
    'Security group of the tasks: let 443 out.',
  ],
  confusedWith:
    '`secret-access-denied`: the store was reached and said no. `image-pull-network`: the same hole in the network, noticed at the registry first.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html',
  ],
};

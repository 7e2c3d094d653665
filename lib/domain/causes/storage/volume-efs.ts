import { currentSignals } from '../../cross-checks/service-course';
import { valueIn } from '../../read';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';

export const volumeEfs: Cause = {
  id: 'volume-efs',
  title: 'an EFS file system cannot be mounted',
  group: 'storage',
  kind: 'doomed',
  supersedes: [
    'volume-other',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'volume').find(({ type }) => type === 'efs');
    if (signal === undefined) return undefined;
    const volume = valueIn(facts.evidence.definition)?.volumes.find(({ fileSystemId }) => fileSystemId !== undefined);
    const fileSystem = signal.fileSystem ?? volume?.fileSystemId ?? 'the file system';
    const path = signal.path ?? volume?.rootDirectory;
    return {
      confidence: 'certain',
      summary: `${fileSystem === 'the file system' ? 'The EFS file system' : fileSystem} cannot be mounted: ${reasonOf(signal, path)}.`,
      quotes: [signal.quote],
      next: nextOf(signal, fileSystem, path),
      ...(/^fs-[0-9a-z]{6,40}$/.test(fileSystem)
        ? { command: `aws efs describe-mount-targets --file-system-id ${fileSystem}` }
        : {}),
      chain: ['the task does not start', 'the EFS volume is not mounted'],
    };
  },
};

function reasonOf({ problem }: SignalOf<'volume'>, path: string | undefined): string {
  switch (problem) {
    case 'dns':
      return 'its name does not resolve, mostly because the Availability Zone has no mount target or the VPC has no DNS host names';
    case 'access-denied':
      return 'EFS refuses the mount (IAM, access point or file system policy)';
    case 'path':
      return `the folder ${path ?? 'that the definition names'} does not exist on it`;
    case 'network':
    case 'timeout':
      return 'its mount target was not reached over NFS (TCP 2049)';
    default:
      return 'the text does not say why';
  }
}

function nextOf({ problem }: SignalOf<'volume'>, fileSystem: string, path: string | undefined): string {
  switch (problem) {
    case 'dns':
      return `Give ${fileSystem} a mount target in every Availability Zone of the task's subnets, and switch on DNS host names in the VPC.`;
    case 'access-denied':
      return `Allow elasticfilesystem:ClientMount and ClientWrite on ${fileSystem} to the task role, and check the access point.`;
    case 'path':
      return `Create ${path ?? 'the root directory'} on ${fileSystem}, or use an access point that creates it.`;
    case 'network':
    case 'timeout':
      return `Allow TCP 2049 in the security group of the mount targets of ${fileSystem}, from the security group of the task.`;
    default:
      return `Check mount targets, security groups (TCP 2049) and root directory of ${fileSystem}.`;
  }
}

export const page: CausePage = {
  meaning:
    'The task has a volume on EFS, and the mount failed before any container started. Four things go wrong: the name does not resolve, TCP 2049 is not open, EFS refuses, or the folder does not exist.',
  impact: 'No task of this definition starts in the subnets concerned.',
  fix: [
    'One mount target per Availability Zone of the tasks: `aws efs describe-mount-targets --file-system-id fs-…`.',
    'Security group of the mount targets: inbound TCP 2049 from the security group of the tasks; outbound from the tasks as well.',
    '`No such file or directory`: create the root directory, or use an access point with creation info.',
    '`access denied by server`: with `iam: ENABLED` the task role needs `elasticfilesystem:ClientMount`; check the policy of the file system.',
    'VPC: DNS resolution and DNS host names must be on.',
  ],
  confusedWith: '`volume-other`: a volume that is not on EFS. `secret-network`: the same missing way out, for secrets.',
  links: [
    'https://repost.aws/knowledge-center/fargate-unable-to-mount-efs',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html',
  ],
};

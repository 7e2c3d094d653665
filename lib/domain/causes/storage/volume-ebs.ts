import { currentSignals } from '../../cross-checks/service-course';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';

export const volumeEbs: Cause = {
  id: 'volume-ebs',
  title: 'an EBS volume cannot be set up',
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
    const signal = currentSignals(facts, 'volume').find(({ type }) => type === 'ebs');
    if (signal === undefined) return undefined;
    return {
      confidence: 'certain',
      summary: `ECS could not set up the EBS volume of the task: ${reasonOf(signal)}.`,
      quotes: [signal.quote],
      next: nextOf(signal),
      chain: ['the task does not start', 'the EBS volume is not there'],
    };
  },
};

const isKey = ({ quote }: SignalOf<'volume'>): boolean => /IdempotentParameterMismatch|KMS|encrypt/i.test(quote.text);

function reasonOf(signal: SignalOf<'volume'>): string {
  if (isKey(signal)) return 'the volume was made and vanished at once, as it does when its KMS key cannot be used';
  if (signal.problem === 'timeout') return 'attaching or formatting it took too long';
  if (signal.problem === 'access-denied' || signal.problem === 'role') return 'the infrastructure role lacks a right';
  return 'see the text of ECS';
}

function nextOf(signal: SignalOf<'volume'>): string {
  if (isKey(signal))
    return 'Check that the KMS key of the volume exists, is enabled and allows the ECS infrastructure role to use it.';
  if (signal.problem === 'timeout')
    return 'Check that the file system type suits the operating system of the task, and that a snapshot has the file system that the definition names.';
  return 'Check that the infrastructure role has AmazonECSInfrastructureRolePolicyForVolumes, and the limits for EBS volumes in this Region.';
}

export const page: CausePage = {
  meaning:
    'ECS makes an EBS volume for each task and attaches it, with the rights of the ECS infrastructure role. One of these steps failed before a container started.',
  impact: 'The task does not start. Tasks that run keep their volumes.',
  fix: [
    'Infrastructure role: trust policy for `ecs.amazonaws.com` and the managed policy `AmazonECSInfrastructureRolePolicyForVolumes`.',
    'Encrypted volume: the key policy must let that role use the key (`kms:CreateGrant`, `kms:GenerateDataKeyWithoutPlaintext`, `kms:Decrypt`).',
    '`filesystemType` must fit the operating system (ntfs for Windows, ext4 or xfs for Linux) and the snapshot.',
    'Look at `aws ecs describe-tasks … --query "tasks[].attachments"` for the reason of the attachment.',
  ],
  confusedWith:
    '`role-assume`: ECS could not even take on the infrastructure role. `volume-efs`: shared file system, mounted over NFS.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-ebs-volumes.html'],
};

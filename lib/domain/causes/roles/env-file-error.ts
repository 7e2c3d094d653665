import { isShellWord } from '../../cross-checks/shell-word';
import { regionOf, wayOut } from '../../cross-checks/way-out';
import { roleName } from '../../cross-checks/which-role';
import { type Facts, signalOf } from '../../facts';
import { valueIn } from '../../read';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';

export const envFileError: Cause = {
  id: 'env-file-error',
  title: 'an environment file cannot be read',
  group: 'roles',
  kind: 'doomed',
  supersedes: ['unknown-failed-to-start', 'log-driver-other'],
  explain(facts) {
    const signal = signalOf(facts, 'environment-file');
    if (signal === undefined) return undefined;
    const definition = valueIn(facts.evidence.definition);
    const files = definition?.containers.flatMap(({ environmentFiles }) => environmentFiles) ?? [];
    const file = fileOf(signal, files);
    const shown = file ?? (files.length === 0 ? 'an environment file' : `one of ${files.map(shortFile).join(', ')}`);
    const role = roleName(definition?.executionRoleArn);
    const object = objectOf(signal, files);
    return {
      confidence: 'certain',
      summary: `ECS could not read ${shown}${WHY[signal.problem]}.`,
      quotes: [signal.quote],
      next: nextStep(facts, signal, shown, role),
      ...(object === undefined
        ? {}
        : { command: `aws s3api head-object --bucket ${object.bucket} --key ${object.key}` }),
      notes:
        signal.problem === 'access-denied'
          ? ['Without s3:ListBucket S3 answers 403 for a file that does not exist, too.']
          : [],
    };
  },
};

const WHY: Readonly<Record<SignalOf<'environment-file'>['problem'], string>> = {
  'not-found': ': it does not exist in S3',
  'access-denied': ': S3 refused it to the execution role (403)',
  network: ': S3 was not reached',
  malformed: ': its ARN or its contents are not valid',
  unspecified: ' from S3',
};

function fileOf({ bucket, key }: SignalOf<'environment-file'>, files: readonly string[]): string | undefined {
  if (key !== undefined) return bucket === undefined ? key : `s3://${bucket}/${key}`;
  return files.length === 1 && files[0] !== undefined ? shortFile(files[0]) : undefined;
}

const shortFile = (arn: string): string => arn.replace(/^arn:[\w-]{1,30}:s3:::/, 's3://');

function objectOf(
  { bucket, key }: SignalOf<'environment-file'>,
  files: readonly string[],
): { readonly bucket: string; readonly key: string } | undefined {
  const only = files.length === 1 ? /:::([^/]{3,63})\/(.{1,1024})$/.exec(files[0] ?? '') : null;
  const found = { bucket: bucket ?? only?.[1], key: key ?? only?.[2] };
  return isShellWord(found.bucket) && isShellWord(found.key) ? { bucket: found.bucket, key: found.key } : undefined;
}

function nextStep(facts: Facts, signal: SignalOf<'environment-file'>, shown: string, role: string | undefined): string {
  switch (signal.problem) {
    case 'access-denied':
      return `Check that ${shown} exists, and allow s3:GetObject on it and s3:GetBucketLocation on its bucket for ${role === undefined ? 'the execution role' : `role ${role}`}.`;
    case 'not-found':
      return `Upload ${shown}, or correct its ARN in environmentFiles.`;
    case 'network':
      return wayOut(facts, [`com.amazonaws.${regionOf(facts) ?? 'REGION'}.s3 (gateway)`]).next;
    case 'malformed':
      return 'Write the ARN as arn:aws:s3:::BUCKET/PATH/FILE.env, in the region of the task, and the file as lines of NAME=VALUE.';
    default:
      return `Check that ${shown} exists, that its ARN in environmentFiles is right, and that the execution role may read it.`;
  }
}

export const page: CausePage = {
  meaning:
    'A container takes variables from a file in S3 (`environmentFiles`). ECS reads it with the execution role before the start, and could not: the file or bucket does not exist, the role may not read it, or S3 was not reached.',
  impact: 'No task of this revision can start.',
  fix: [
    'See whether it is there: `aws s3api head-object --bucket BUCKET --key KEY`. The name must end in `.env`.',
    'Let the execution role read it: `s3:GetObject` on the file, `s3:GetBucketLocation` on the bucket, `kms:Decrypt` where it is encrypted with a key of its own.',
    'Correct the ARN: `arn:aws:s3:::BUCKET/PATH/FILE.env`.',
    'No connection: NAT gateway or S3 gateway endpoint for the subnet.',
  ],
  confusedWith:
    '`secret-access-denied`: the same role, refused a secret. `exit-missing-configuration`: the file was read and lacks a variable.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html'],
};

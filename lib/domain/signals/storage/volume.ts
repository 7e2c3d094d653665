import { type Detector, lineDetector } from '../detector';
import type { SignalDetail } from '../signal';

type Volume = Extract<SignalDetail, { readonly kind: 'volume' }>;

const PROBLEMS: readonly (readonly [NonNullable<Volume['problem']>, RegExp])[] = [
  ['dns', /failed to resolve|name or service not known|no such host|could not resolve|name resolution/i],
  [
    'access-denied',
    /access denied|AccessDenied|permission denied|not authorized|operation not permitted|UnauthorizedOperation/i,
  ],
  ['path', /no such file or directory|not a directory|path .{0,200}does not exist/i],
  ['role', /infrastructure role|unable to assume/i],
  ['network', /timed out|timeout|connection (?:reset|refused)|no route to host|unreachable|mount system call failed/i],
];

const problemOf = (text: string): NonNullable<Volume['problem']> =>
  PROBLEMS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';

/** An EFS file system was not mounted. */
export const efsVolume: Detector = lineDetector({
  id: 'efs-volume',
  reads: ['reason', 'message'],
  hints: ['efs', 'mount.nfs', 'elasticfilesystem'],
  line(text) {
    if (!/\bEFS\b|mount\.nfs|\.efs\.|elasticfilesystem/i.test(text)) return undefined;
    if (!/fail|error|denied|timed? ?out|unsuccessful|unable|cannot|mount\.nfs/i.test(text)) return undefined;
    const fileSystem = /\bfs-[0-9a-z]{5,40}\b/i.exec(text)?.[0];
    const path = /\.amazonaws\.com(?:\.cn)?:(\/[^\s'"]{0,200})/.exec(text)?.[1];
    return {
      detail: {
        kind: 'volume',
        type: 'efs',
        problem: problemOf(text),
        ...(fileSystem === undefined ? {} : { fileSystem }),
        ...(path === undefined || path === '/' ? {} : { path }),
      },
      piece: text,
    };
  },
});

/** ECS did not get an EBS volume made, attached or formatted. */
export const ebsVolume: Detector = lineDetector({
  id: 'ebs-volume',
  reads: ['reason', 'message'],
  hints: ['ebs', 'elasticblockstor'],
  line(text) {
    if (!/\bEBS\b.{0,40}\b(?:volume|snapshot|attachment)|AmazonElasticBlockStor|ebs volume/i.test(text))
      return undefined;
    if (/rexray|docker[- ]plugin|volume driver/i.test(text)) return undefined;
    if (!/fail|timed? ?out|unable|error|Encountered|not\b|denied/i.test(text)) return undefined;
    const timeout = /timed? ?out/i.test(text);
    return { detail: { kind: 'volume', type: 'ebs', problem: timeout ? 'timeout' : problemOf(text) }, piece: text };
  },
});

const OTHER =
  /Cannot(?:Create|Inspect)VolumeError|VolumeDriver\.\w{3,20}|error (?:while mounting|looking up) volume|invalid mount config|bind source path does not exist|failed to mount|error mounting "|mounting? .{0,300}\bto rootfs\b|mount a directory onto a file|fsx ?windows|\bFSx\b.{0,200}(?:fail|error|unable|timed)|(?:failed to|unable to|cannot|can't) (?:create|mount|attach) (?:the )?volume|volume plugin|failed to chmod on|invalid volume specification|mount path must be absolute/i;

/** Any other volume or mount that failed: Docker plugins, bind mounts, FSx, what an image declares. */
export const otherVolume: Detector = lineDetector({
  id: 'other-volume',
  reads: ['reason', 'message'],
  hints: ['volume', 'mount', 'fsx'],
  line(text) {
    const match = OTHER.exec(text);
    if (match === null || /\bEFS\b|mount\.nfs|\.efs\.|ECS .{0,80}EBS volume/i.test(text)) return undefined;
    const path = /mounting "([^"]{1,300})"|bind source path does not exist: (\S{1,300})/i.exec(text);
    const named = path?.[1] ?? path?.[2];
    return {
      detail: {
        kind: 'volume',
        type: 'other',
        problem: problemOf(text),
        ...(named === undefined ? {} : { path: named }),
      },
      piece: text,
    };
  },
});

import { isAsideAt } from '../application/aside';
import { type Detector, lineDetector } from '../detector';

const FULL =
  /no space left on device|\bENOSPC\b|not enough space on the disk|disk quota exceeded|\bEDQUOT\b|Thin Pool has \d{1,12} free (?:data|metadata) blocks|database or disk is full|Disk is full writing|insufficient disk space|Disk full/i;
/** The limit of inotify watches has the same number as a full disk. */
const NOT_A_DISK = /file watchers|inotify|watch ENOSPC|too many open files/i;
const PULLING = /CannotPull|failed to (?:extract|register) layer|GetImageBlob|failed to copy|ImportLayer/i;
const PATHS = [
  /(?:write|mkdir|open|copy|create|mkdtemp)[: ]{1,2}'?(\/[^\s:'"]{1,300})/i,
  /(?:on device|on the disk)\.? ?: ?'?(\/[^\s'"]{1,300})/i,
  /['"](\/[^'"\s]{1,300})['"]/,
];

/** A disk is full: that of the instance or task, a volume, or shared memory. */
export const diskFull: Detector = lineDetector({
  id: 'disk-full',
  reads: ['reason', 'message', 'log'],
  hints: [
    'no space left',
    'enospc',
    'space on the disk',
    'quota exceeded',
    'thin pool',
    'disk is full',
    'edquot',
    'disk space',
    'disk full',
  ],
  line(text, index, passage) {
    const match = FULL.exec(text);
    if (match === null || NOT_A_DISK.test(text) || isAsideAt(passage, index)) return undefined;
    const shared = /shared memory|\/dev\/shm/i.test(text) ? '/dev/shm' : undefined;
    const path = shared ?? PATHS.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
    return {
      detail: {
        kind: 'disk-full',
        ...(path === undefined ? {} : { path }),
        ...(PULLING.test(text) ? { pulling: true } : {}),
      },
      piece: text,
    };
  },
});

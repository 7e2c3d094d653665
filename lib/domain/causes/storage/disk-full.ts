import { currentSignals } from '../../cross-checks/service-course';
import { type Facts, namesOf } from '../../facts';
import { valueIn } from '../../read';
import type { Cause, CausePage } from '../cause';

/** GiB that a Fargate task has without asking. */
const FARGATE_DEFAULT = 20;
/** Longer paths are of no use in a sentence; the quote has them. */
const LONGEST_PATH = 80;

export const diskFull: Cause = {
  id: 'disk-full',
  title: 'no space left on the disk',
  group: 'storage',
  kind: 'doomed',
  supersedes: [
    'image-pull-other',
    'volume-other',
    'unknown-failed-to-start',
    'exit-application-error',
    'exit-missing-file',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signals = currentSignals(facts, 'disk-full');
    const signal = signals.find(({ quote }) => quote.origin.kind !== 'log') ?? signals[0];
    if (signal === undefined) return undefined;
    const { container, image } = namesOf(facts);
    const where = signal.path === undefined || signal.path.length > LONGEST_PATH ? '' : ` at ${signal.path}`;
    const shared = signal.path === '/dev/shm';
    return {
      confidence: signal.quote.origin.kind === 'log' ? 'likely' : 'certain',
      summary: signal.pulling
        ? `The disk was full while ${image ?? 'the image'} was unpacked${where}.`
        : shared
          ? `${container} ran out of shared memory (/dev/shm, 64 MiB by default).`
          : `${container} found no space left on the disk${where}.`,
      quotes: [signal.quote],
      next: shared ? `Raise sharedMemorySize of ${container} in the task definition (not on Fargate).` : nextOf(facts),
      chain: [signal.pulling ? 'the image is not unpacked' : 'the write fails', 'the disk is full'],
    };
  },
};

function nextOf(facts: Facts): string {
  const definition = valueIn(facts.evidence.definition);
  if (facts.stop?.launchType !== 'FARGATE' && definition?.requiresFargate !== true)
    return 'Free the disk of the instance (`docker system prune -a`), or give the instances a larger volume.';
  const size = definition?.ephemeralStorageGiB ?? FARGATE_DEFAULT;
  return `Raise ephemeralStorage of the task definition above ${size} GiB (at most 200), or write and pull less.`;
}

export const page: CausePage = {
  meaning:
    'A disk is full. On Fargate it is the storage of the task (20 GiB unless asked for more), which holds the image and all that containers write. On EC2 it is the disk of the instance, shared with old images and logs.',
  impact: 'Pulls fail, or the application cannot write and ends. On an instance every task on it is in danger.',
  fix: [
    'Fargate: set `ephemeralStorage: {"sizeInGiB": 50}` in the task definition (21 to 200).',
    'EC2: `df -h; df -i; docker system df` on the instance, then `docker system prune -a`; let the agent clean up (`ECS_IMAGE_CLEANUP_INTERVAL`, `ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION`).',
    'Make the image smaller; keep models and data on EFS or S3.',
    'An application that fills the disk in hours writes logs or temporary files: send logs to stdout.',
  ],
  confusedWith:
    '`image-pull-other`: a pull whose text is cut before the reason. `out-of-memory`: memory, not disk. `ENOSPC` of file watchers is a limit of inotify and no full disk.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/automated_image_cleanup.html',
  ],
};

import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';

export const volumeOther: Cause = {
  id: 'volume-other',
  title: 'a volume or mount failed',
  group: 'storage',
  kind: 'unknown',
  supersedes: ['unknown-failed-to-start', 'other'],
  explain(facts) {
    const signal = currentSignals(facts, 'volume').find(({ type }) => type === 'other');
    if (signal === undefined) return undefined;
    const plugin = /(?:volume )?plugin "?([\w./:-]{2,80})"?(?::| not found)/i.exec(signal.quote.text)?.[1];
    const what = signal.path === undefined ? 'A volume of the task' : `The mount of ${signal.path}`;
    return {
      confidence: 'certain',
      summary: `${what} could not be set up${signal.problem === 'path' ? ': the path does not exist' : plugin === undefined ? '' : `: plugin ${plugin}`}.`,
      quotes: [signal.quote],
      next:
        signal.problem === 'path'
          ? `Create ${signal.path ?? 'the path'} on the instance or in the image, or correct the mount point.`
          : 'Check volumes and mountPoints of the task definition against what the host and the image have.',
    };
  },
};

export const page: CausePage = {
  meaning:
    'A volume that is neither EFS nor EBS could not be made or mounted: a bind mount of a path that is not there, a Docker volume whose plugin is missing, FSx, or a folder that the image declares as VOLUME.',
  impact: 'The container does not start.',
  fix: [
    'Bind mount: `sourcePath` must exist on the instance, and be a folder where the container expects a folder.',
    'Docker volume: `docker plugin ls` on the instance must show the driver that the definition names.',
    'Fargate `CannotCreateVolumeError` with no text: images that declare VOLUME over large folders need more `ephemeralStorage`.',
    'FSx: check domain join, credentials and the security group.',
  ],
  confusedWith: '`volume-efs`, `volume-ebs`: named in the text. `disk-full`: no space to make the volume.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html',
  ],
};

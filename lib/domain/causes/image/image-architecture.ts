import type { Cause, CausePage } from '../cause';
import { changeOf, failedPull } from './pulled-image';

export const imageArchitecture: Cause = {
  id: 'image-architecture',
  title: 'the image is built for another platform',
  group: 'image',
  kind: 'doomed',
  supersedes: ['image-pull-other', 'unknown-failed-to-start'],
  explain(facts) {
    const pull = failedPull(facts, ({ problem }) => problem === 'platform');
    if (pull === undefined) return undefined;
    const { container, shown, signal, definition } = pull;
    const { blames, notes } = changeOf(pull);
    const platform = signal.platform ?? platformOf(definition?.architecture ?? facts.stop?.architecture);
    const wanted = platform ?? 'the platform of the task';
    const which = platform === undefined ? '' : ', the platform that the task runs on';
    const other = /arm/i.test(wanted) ? 'X86_64' : 'ARM64';
    const changed = facts.changes?.changes.some(({ field }) => field === 'architecture');
    return {
      confidence: 'certain',
      summary: `${shown === `the image of ${container}` ? `The image of ${container}` : `Image ${shown}`} has no build for ${wanted}${which}.`,
      quotes: [signal.quote],
      next: `Build and push it for ${wanted}, or set cpuArchitecture of the task definition to ${other}.`,
      command: `docker buildx build --platform ${platform ?? 'linux/amd64'} --tag IMAGE --push .`,
      ...(changed ? { blames: ['architecture||', ...(blames ?? [])] } : blames === undefined ? {} : { blames }),
      notes,
    };
  },
};

const platformOf = (architecture: string | undefined): string | undefined =>
  architecture === undefined ? undefined : /arm/i.test(architecture) ? 'linux/arm64' : 'linux/amd64';

export const page: CausePage = {
  meaning:
    'The image exists, but only for another processor or operating system than the task asks for: built on an Apple M-series machine (arm64) and run on Fargate x86, or the other way round. It shows before any container starts.',
  impact: 'No task of this revision can start. Every retry ends the same way.',
  fix: [
    'Build for the platform of the task: `docker buildx build --platform linux/amd64 --tag IMAGE --push .` (or both: `--platform linux/amd64,linux/arm64`).',
    'Or run the task on the processor of the image: `"runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}` in the task definition.',
    'See what an image holds: `docker buildx imagetools inspect IMAGE`.',
  ],
  confusedWith:
    '`exit-exec-format`: the same mistake with an image that does not say its platform; it is pulled and then dies with `exec format error`. `placement-constraint`: EC2 instances of the wrong architecture.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
  ],
};

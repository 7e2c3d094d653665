import { containerWords } from '../../container-words';
import { type Facts, namesOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, withCode } from './reading';

export const exitExecFormat: Cause = {
  id: 'exit-exec-format',
  title: 'the image is built for another CPU architecture',
  group: 'exit',
  kind: 'doomed',
  supersedes: [
    'exit-application-error',
    'exit-command-not-found',
    'exit-permission-denied',
    'unknown-failed-to-start',
    'container-health-check-failed',
    'elb-health-check-failed',
  ],
  explain(facts) {
    const found = strongest(facts, signalsOf(facts, 'exec-format'));
    if (found === undefined) return undefined;
    const { container, image } = namesOf(facts);
    const platform = platformOf(facts);
    const path = found.signal.path ?? 'the program';
    const wanted = platform ?? 'the architecture of the task';
    return {
      confidence: found.confidence,
      summary: `The kernel cannot run ${path} in ${containerWords(container)}: it is built for another architecture than ${wanted}${withCode(facts)}.`,
      quotes: [found.signal.quote],
      next: `Build ${image ?? 'the image'} for ${wanted}, or set runtimePlatform.cpuArchitecture to what the image is built for.`,
      command: `docker buildx build --platform ${platform === 'ARM64' ? 'linux/arm64' : 'linux/amd64'} --tag ${image ?? 'IMAGE'} --push .`,
      chain: ['exec format error', `${path} does not fit ${wanted}`],
      blames: [
        ...(facts.changes?.changes.some(({ field }) => field === 'architecture') ? ['architecture||'] : []),
        ...changesOf(facts, ['image', 'entry point', 'command']),
      ],
      notes:
        platform === undefined
          ? []
          : [
              `The task runs on ${platform}${facts.stop?.architecture === undefined ? ' (runtimePlatform of the definition)' : ''}.`,
            ],
    };
  },
};

/** Of the task, else of the definition; Fargate takes X86_64 where nothing is said. */
function platformOf({ stop, evidence }: Facts): string | undefined {
  const definition = evidence.definition.state === 'known' ? evidence.definition.value : undefined;
  const named = stop?.architecture ?? definition?.architecture;
  if (named !== undefined) return named.toUpperCase();
  return stop?.launchType === 'FARGATE' || definition?.requiresFargate === true ? 'X86_64' : undefined;
}

export const page: CausePage = {
  meaning:
    'The kernel was asked to run a program whose format it does not know. Nearly always the image was built for another CPU: on an Apple or Graviton machine for X86_64 tasks, or the other way round. A script without `#!` in its first line gives the same error.',
  impact: 'The container cannot run at all. Every task of this revision fails in the same way.',
  fix: [
    'See what the image is: `docker buildx imagetools inspect IMAGE`.',
    'Build it for the platform of the task: `docker buildx build --platform linux/amd64 --tag IMAGE --push .` (or `linux/arm64`).',
    'Or let the task run where the image fits: `runtimePlatform.cpuArchitecture` `ARM64` or `X86_64` in the definition.',
    'If the architectures agree, give the entry script a first line such as `#!/bin/sh`.',
  ],
  confusedWith:
    '`image-architecture`: the registry had no image for the platform, so that nothing was pulled. `exit-command-not-found`: `no such file or directory` of an entry script.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
    'https://docs.docker.com/build/building/multi-platform/',
  ],
};

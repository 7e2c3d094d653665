import { containerAtStart, containerWords } from '../../container-words';
import { sigkillSender } from '../../cross-checks/sigkill-sender';
import { stopWords, tellsOfFailure } from '../../cross-checks/stop-words';
import { namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { describeCommand } from './reading';

export const exitKilledSigkill: Cause = {
  id: 'exit-killed-sigkill',
  title: 'the container was killed with SIGKILL',
  group: 'exit',
  kind: 'unknown',
  explain(facts) {
    const { stop, exitCode } = facts;
    if (stop === undefined || exitCode !== 137) return undefined;
    const words = stopWords(stop);
    const planned = signalOf(facts, 'planned');
    if (planned !== undefined && (words === undefined || !tellsOfFailure(words))) return undefined;
    const { container } = namesOf(facts);
    const sender = sigkillSender(facts);
    const said = signalOf(facts, 'killed', ({ how }) => how !== 'sigterm');
    const unwell = facts.signals.some(({ kind }) => kind === 'health-check');
    const base = `${containerAtStart(container)} was killed with SIGKILL (exit code 137)`;
    const late = sender.by === 'stop-timeout';
    const other = sender.by === 'other-container';
    return {
      confidence: unwell || (other && sender.exitCode === 0) ? 'possible' : 'likely',
      summary: late
        ? `${base} because it had not ended within its stop timeout; memory is not the cause.`
        : other
          ? `${base} after container ${sender.container} had ended with exit code ${sender.exitCode}.`
          : `${base}; nothing shows who sent it, and ECS gives no out-of-memory reason.`,
      quotes:
        sender.by === 'stop-timeout' && sender.quote !== undefined
          ? [sender.quote]
          : said === undefined
            ? []
            : [said.quote],
      next: late
        ? `Let ${containerWords(container)} end on SIGTERM (run the program with exec, not behind a shell), or raise its stopTimeout.`
        : other
          ? `Find out why container ${sender.container} ended: ${containerWords(container)} only went down with it.`
          : `Compare the memory use of ${containerWords(container)} in Container Insights with its limit just before the stop.`,
      command: describeCommand(facts),
      chain: [
        'exit 137',
        late
          ? `SIGKILL after ${sender.seconds} s without an end`
          : other
            ? `container ${sender.container} ended first`
            : 'SIGKILL',
      ],
      unchecked:
        late || other
          ? []
          : [
              {
                what: 'the memory use before the kill',
                reason: 'Container Insights is not read; it would tell an out-of-memory kill from another one',
              },
            ],
    };
  },
};

export const page: CausePage = {
  meaning:
    'The process got SIGKILL, which it cannot handle: 137 is 128 + 9. ECS sends it when a container has not ended within its stop timeout; the kernel sends it when memory runs out; a person or a tool on the host can send it too. Here nothing proves memory.',
  impact: 'Whatever the process was doing is lost. A service starts another task.',
  fix: [
    'Check whether another essential container ended first: the whole task is then stopped.',
    'Look at the time between `stoppingAt` and `executionStoppedAt`: about the stop timeout (30 s) means that the program ignored SIGTERM. Start it with `exec` in the entry script, or set `initProcessEnabled`.',
    'Otherwise look at memory: Container Insights, `MemoryUtilized` against the limit in the minutes before.',
    'On EC2 the kernel log of the instance tells of kills: `dmesg -T | grep -i "killed process"`.',
  ],
  confusedWith:
    '`out-of-memory`: ECS says `OutOfMemoryError`, or the log does. `exit-sigterm`: 143, the process ended on the polite signal.',
  links: ['https://repost.aws/knowledge-center/ecs-resolve-outofmemory-errors'],
};

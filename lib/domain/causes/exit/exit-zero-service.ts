import { type Facts, namesOf } from '../../facts';
import type { Container } from '../../stop';
import type { Cause, CausePage } from '../cause';
import { changesOf, logCommand } from './reading';

export const exitZeroService: Cause = {
  id: 'exit-zero-service',
  title: 'the container of the service ended by itself with 0',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error'],
  explain(facts) {
    const { stop } = facts;
    if (stop?.service === undefined || stop.stopCode !== 'EssentialContainerExited') return undefined;
    if (facts.signals.some(({ kind }) => kind === 'planned' || kind === 'health-check')) return undefined;
    const ended = endedWithZero(facts);
    if (ended === undefined) return undefined;
    const { service } = namesOf(facts);
    const reason = stop.stoppedReason?.trim() ?? '';
    return {
      confidence: 'likely',
      summary: `Container ${ended.name} of service ${service} ended by itself with exit code 0: a service needs a process that keeps running.`,
      quotes: /^[\x20-\x7e]{8,300}$/.test(reason) ? [{ text: reason, origin: { kind: 'task-reason' } }] : [],
      next: `Let the command of container ${ended.name} run in the foreground, or run it as a scheduled task instead of a service.`,
      command: logCommand(facts),
      chain: ['exit 0', 'the main process of a service ended', 'ECS starts it again and again'],
      blames: changesOf(facts, ['command', 'entry point', 'image']),
    };
  },
};

/** The culprit, or another essential one that ended first where the culprit was only stopped with it. */
function endedWithZero({ stop, culprit, evidence }: Facts): Container | undefined {
  if (culprit?.exitCode === 0) return culprit;
  if (culprit?.exitCode !== 137 && culprit?.exitCode !== 143) return undefined;
  const definition = evidence.definition.state === 'known' ? evidence.definition.value : undefined;
  return stop?.containers.find(
    ({ name, exitCode, injected }) =>
      exitCode === 0 && !injected && (definition?.containers.find((one) => one.name === name)?.essential ?? true),
  );
}

export const page: CausePage = {
  meaning:
    'The main process of an essential container ended without an error, and with it the task. A service wants its tasks to run for ever, so that it starts the next one, which ends as well.',
  impact:
    'The service never becomes steady; a deployment does not complete. Each round costs start-up time and log volume.',
  fix: [
    'If it is a job, run it as one: `aws ecs run-task`, EventBridge Scheduler, Step Functions.',
    'If it is a server, keep it in the foreground: `nginx -g "daemon off;"`, `exec` at the end of the entry script, no `&`.',
    'If it is a sidecar with a short task, set `essential` to false and use `dependsOn` with condition SUCCESS.',
  ],
  confusedWith:
    '`task-finished`: a stand-alone task that ended with 0 is done. `out-of-memory`: exit code 0 with the reason `OutOfMemoryError` means that a child was killed.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/scheduling_tasks.html'],
};

import { containerAtStart, containerWords } from '../../container-words';
import { stopWords, tellsOfFailure } from '../../cross-checks/stop-words';
import { namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { describeCommand } from './reading';

export const exitSigterm: Cause = {
  id: 'exit-sigterm',
  title: 'the container was ended with SIGTERM',
  group: 'exit',
  kind: 'unknown',
  explain(facts) {
    const { stop, exitCode } = facts;
    const words = stopWords(stop);
    const overdue = words !== undefined && tellsOfFailure(words);
    if (stop === undefined || (exitCode !== 143 && !(overdue && exitCode === 137))) return undefined;
    const planned = signalOf(facts, 'planned');
    if (planned !== undefined && !overdue) return undefined;
    const { container } = namesOf(facts);
    const said = signalOf(facts, 'killed', ({ how }) => how === 'sigterm');
    const unwell = facts.signals.some(({ kind }) => kind === 'health-check');
    const first = stop.containers.find(
      (one) =>
        one.name !== facts.culprit?.name &&
        !one.injected &&
        one.exitCode !== undefined &&
        one.exitCode !== 143 &&
        one.exitCode !== 137,
    );
    return {
      confidence: unwell || first !== undefined ? 'possible' : 'likely',
      summary: overdue
        ? `${containerAtStart(container)} was stopped by its caller because it took too long: ${words.slice(0, 200)}.`
        : first === undefined
          ? `${containerAtStart(container)} ended on SIGTERM (exit code 143) although ECS names nothing that planned a stop.`
          : `${containerAtStart(container)} ended on SIGTERM (exit code 143) after container ${first.name} had ended with ${first.exitCode}.`,
      quotes: overdue && planned !== undefined ? [planned.quote] : said === undefined ? [] : [said.quote],
      next: overdue
        ? `Find out what ${containerWords(container)} was waiting for before the job is started again.`
        : `Look for what sent SIGTERM to ${containerWords(container)}: a supervisor in the container, a health check, or another container of the task.`,
      command: describeCommand(facts),
      chain: [`exit ${exitCode}`, overdue ? 'stopped for taking too long' : 'SIGTERM'],
    };
  },
};

export const page: CausePage = {
  meaning:
    'The process got SIGTERM and ended: 143 is 128 + 15. ECS sends it in every planned stop, but here nothing tells of one: no deployment, no scale-in, no Spot interruption. Or whoever stopped the task says that it took too long.',
  impact: 'The task is gone; a service starts another one. It is harmless if a stop was meant.',
  fix: [
    'See who called StopTask: CloudTrail, event name StopTask, at that time.',
    'Check the service messages for a deployment or a health check: `aws ecs describe-services --cluster CLUSTER --services SERVICE --query "services[0].events[:10]"`.',
    'Check whether a process in the container (supervisor, entry script with `timeout`) ended the program.',
  ],
  confusedWith:
    '`scale-in` and `deployment-replaced`: ECS says so in the reason. `user-stopped`: the stop was meant. `exit-killed-sigkill`: 137.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html'],
};

import { currentSignals } from '../../cross-checks/service-course';
import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';

export const containerDependencyFailed: Cause = {
  id: 'container-dependency-failed',
  title: 'a container that another one waits for did not get there',
  group: 'health',
  kind: 'doomed',
  supersedes: [
    'unknown-failed-to-start',
    'start-timeout',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'container-dependency')[0];
    if (signal === undefined) return undefined;
    const { container, definition } = namesOf(facts);
    const wanted =
      facts.containerDefinition?.dependsOn.find((one) => one.container === signal.container) ??
      facts.containerDefinition?.dependsOn[0];
    const other = signal.container ?? wanted?.container ?? 'the container that it depends on';
    const condition = signal.condition ?? wanted?.condition;
    const exit = facts.stop?.containers.find(({ name }) => name === other)?.exitCode;
    return {
      confidence: 'certain',
      summary: `${container} waits for ${other}${condition === undefined ? '' : ` to be ${condition}`}, which did not happen${exit === undefined ? '' : `: ${other} exited with ${exit}`}.`,
      quotes: [signal.quote],
      next: `Read the log of ${other}${definition === undefined ? '' : ` (${definition})`}: what keeps it from its condition is the cause.`,
      chain: [`${container} does not start`, `${other} does not reach ${condition ?? 'its condition'}`],
    };
  },
};

export const page: CausePage = {
  meaning:
    'With `dependsOn` a container starts only when another one has started, finished (COMPLETE, SUCCESS) or become HEALTHY. That never happened, so the task could not start.',
  impact: 'The task never runs. Every new task of the revision ends the same way unless the other container succeeds.',
  fix: [
    'Read the log and exit code of the container that is waited for: a failed migration, a sidecar without its secret.',
    'SUCCESS wants exit code 0; if any end will do, use COMPLETE.',
    'HEALTHY needs a `healthCheck` in the definition of the other container, with enough `startPeriod` and retries.',
    'Give a slow container a `startTimeout` of up to 120 s on Fargate.',
  ],
  confusedWith:
    '`start-timeout`: the runtime itself was too slow, no condition is named. `exit-database-migration`: once the log of the migration container is read.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html'],
};

import { type ContainerCheck, containerCheck } from '../../cross-checks/container-check';
import { currentSignals } from '../../cross-checks/service-course';
import { type Facts, namesOf, signalOf } from '../../facts';
import type { Cause, CausePage, Finding } from '../cause';
import { messagesCommand } from '../service/aws-commands';

/** Codes of a shell that could not run its command: then the container ended for that, not for its check. */
const COMMAND_CODES: ReadonlySet<number> = new Set([126, 127]);

export const containerHealthCheckFailed: Cause = {
  id: 'container-health-check-failed',
  title: "the container's own health check fails",
  group: 'health',
  kind: 'unknown',
  supersedes: [
    'exit-killed-sigkill',
    'exit-sigterm',
    'exit-command-not-found',
    'exit-permission-denied',
    'exit-application-error',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'health-check').find(({ by }) => by !== 'elb');
    const check = containerCheck(facts);
    const own =
      facts.symptom.kind !== 'stop' ||
      signal?.quote.origin.kind === 'task-reason' ||
      signal?.quote.origin.kind === 'container-reason';
    if (signal === undefined || !own) return missingProgram(facts, check);
    const { container } = namesOf(facts);
    const who =
      signal.by === 'service-registry'
        ? 'Cloud Map'
        : signal.by === 'lattice'
          ? 'VPC Lattice'
          : 'The health check of the task definition';
    return {
      confidence: 'certain',
      summary: `${who} found ${container} unhealthy${check?.because === undefined ? '' : `: ${check.because}`}.`,
      quotes: [signal.quote, ...(check?.quote === undefined ? [] : [check.quote])],
      next: nextOf(container, check),
      ...messagesCommand(facts),
      ...notesOf(facts, check),
      ...(check?.because === undefined ? {} : { chain: ['the container is unhealthy', check.because] }),
    };
  },
};

/** The container ended by itself, but its log shows that the check could not even run. */
function missingProgram(facts: Facts, check: ContainerCheck | undefined): Finding | undefined {
  if (check?.fault !== 'program-missing' || check.because === undefined || check.quote === undefined) return undefined;
  if (facts.exitCode !== undefined && COMMAND_CODES.has(facts.exitCode)) return undefined;
  const { container } = namesOf(facts);
  return {
    confidence: 'likely',
    summary: `The health check of ${container} cannot succeed: ${check.because}.`,
    quotes: [check.quote],
    next: nextOf(container, check),
    ...notesOf(facts, check),
  };
}

function nextOf(container: string, check: ContainerCheck | undefined): string {
  switch (check?.fault) {
    case 'program-missing':
      return `Install the program in the image of ${container}, or let the check use one that is there.`;
    case 'wrong-port':
      return `Let the health check of ${container} ask the port on which the application listens.`;
    case 'wrong-host':
      return `Let ${container} listen on 0.0.0.0 (for Next.js: set HOSTNAME to 0.0.0.0).`;
    case 'too-early':
      return `Raise startPeriod of the health check of ${container} (at most 300 s) above the time that it needs to start.`;
    default:
      return `Run the health check of ${container} by hand in a task of this revision: ${check === undefined ? 'see healthCheck in the task definition' : check.command.slice(0, 200)}.`;
  }
}

function notesOf(facts: Facts, check: ContainerCheck | undefined): { readonly notes?: readonly string[] } {
  const settings = facts.containerDefinition?.healthCheck;
  if (check === undefined || settings === undefined) return {};
  const memory = signalOf(facts, 'out-of-memory');
  return {
    notes: [
      `The check is: ${check.command.slice(0, 300)}`,
      `It runs every ${settings.interval} s, may take ${settings.timeout} s, and ${settings.retries} failures in a row after ${settings.startPeriod} s make the container unhealthy.`,
      ...(memory === undefined ? [] : ['The log also tells of a lack of memory, which makes checks fail as well.']),
    ],
  };
}

export const page: CausePage = {
  meaning:
    'The task definition has a health check that ECS runs inside the container. It failed several times in a row, so ECS killed the task. Exit code 137 or 143 is that kill, not a crash.',
  impact: 'The task is replaced again and again, even if it serves its users well.',
  fix: [
    'Run the command in the image: `docker run --rm --entrypoint sh IMAGE -c "COMMAND"; echo $?`. Small images lack curl and wget.',
    'The check must ask the port on which the application listens, by a name on which it listens (`localhost` needs 0.0.0.0 or 127.0.0.1).',
    'Give a slow start a `startPeriod` (up to 300 s), a slow answer a longer `timeout`.',
    'With `aws ecs execute-command` the command can be tried in a running task.',
  ],
  confusedWith:
    '`elb-health-check-failed`: that check comes from the load balancer, through the network. `exit-killed-sigkill`: 137 without a failed check.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
    'https://repost.aws/knowledge-center/ecs-fargate-health-check-failures',
  ],
};

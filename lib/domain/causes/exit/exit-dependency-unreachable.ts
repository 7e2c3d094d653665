import { containerAtStart, containerWords } from '../../container-words';
import { hostVariables } from '../../cross-checks/local-address';
import { type Facts, namesOf, signalsOf } from '../../facts';
import { isThisTask } from '../../signals/dependencies/endpoint';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, logCommand, withCode } from './reading';

type Unreachable = SignalOf<'unreachable'>;

const HOW: Readonly<Record<Unreachable['how'], string>> = {
  refused: 'the connection was refused',
  timeout: 'the connection timed out',
  dns: 'its name could not be resolved',
  reset: 'the connection was cut',
  tls: 'the TLS connection failed',
  unreachable: 'no connection could be made',
};

export const exitDependencyUnreachable: Cause = {
  id: 'exit-dependency-unreachable',
  title: 'a dependency cannot be reached',
  group: 'exit',
  kind: 'transient',
  supersedes: ['exit-application-error'],
  explain(facts) {
    const found = strongest(facts, mostTelling(signalsOf(facts, 'unreachable')));
    if (found === undefined) return undefined;
    const { signal, confidence } = found;
    const { container } = namesOf(facts);
    const target = targetOf(signal);
    const local = isThisTask(signal.host);
    const variables = local ? hostVariables(facts, signal.product) : [];
    return {
      confidence,
      summary: `${containerAtStart(container)} could not reach ${target}: ${HOW[signal.how]}${withCode(facts)}.`,
      headline: `${target} cannot be reached`,
      quotes: [signal.quote],
      next: local
        ? `Set ${variables[0] ?? 'the variable with the host'} of ${containerWords(container)} to the real host of ${signal.product ?? 'the dependency'}: ${signal.host} is the task itself.`
        : nextOf(signal, container, target),
      command: logCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `${target}: ${HOW[signal.how]}`],
      notes: notesOf(facts, signal, local, variables),
      blames: changesOf(facts, ['variable', 'secret']),
    };
  },
};

/** Lines that name the host come before those that do not. */
function mostTelling(signals: readonly Unreachable[]): readonly Unreachable[] {
  const named = signals.filter(({ host }) => host !== undefined);
  return named.length > 0 ? named : signals;
}

function targetOf({ product, host, port }: Unreachable): string {
  const address =
    host === undefined
      ? port === undefined
        ? undefined
        : `port ${port}`
      : port === undefined
        ? host
        : `${host}:${port}`;
  if (address === undefined) return product ?? 'a service that it depends on';
  return product === undefined ? address : `${product} at ${address}`;
}

function nextOf({ how, host = 'the host' }: Unreachable, container: string, target: string): string {
  switch (how) {
    case 'dns':
      return `Check the host name ${host} in the settings of ${containerWords(container)} and that the VPC resolves it.`;
    case 'tls':
      return `Check the certificate of ${target} and the TLS settings of ${containerWords(container)}.`;
    case 'refused':
      return `Check that ${target} is running and listens there.`;
    case 'reset':
      return `Check the log of ${target} for why it cut the connection.`;
    default:
      return `Let the security group of ${target} accept the security group of the task, and check the route between them.`;
  }
}

function notesOf(
  facts: Facts,
  { host, how }: Unreachable,
  local: boolean,
  variables: readonly string[],
): readonly string[] {
  if (!local)
    return how === 'timeout'
      ? ['A timeout mostly means a security group or a missing route; a refusal would mean that the host was reached.']
      : [];
  const bridge =
    facts.evidence.definition.state === 'known' && facts.evidence.definition.value.networkMode === 'bridge';
  return [
    `In a task ${host} is ${bridge ? 'the container itself' : 'the task itself'}, not another task and not your machine.`,
    ...(variables.length === 0 ? [] : [`Variables that probably name the host: ${variables.join(', ')}.`]),
  ];
}

export const page: CausePage = {
  meaning:
    'The application tried to connect to a database, cache, queue or another service and did not get through: the name did not resolve, nothing listened, nothing answered, or TLS failed. The application then gave up and ended.',
  impact:
    'Tasks end or stay unhealthy until the dependency can be reached again; a service keeps starting new ones. It may heal by itself.',
  fix: [
    'Refused: check that the dependency runs and that host and port are right. `localhost` in a task is the task itself.',
    'Timeout: the security group of the dependency has to accept the security group of the task on that port: `aws ec2 authorize-security-group-ingress --group-id SG_OF_DATABASE --protocol tcp --port 5432 --source-group SG_OF_TASK`.',
    'Name: compare the host in the settings with the endpoint (`aws rds describe-db-instances --query "DBInstances[].Endpoint"`), and check the DNS settings of the VPC.',
    'TLS: give the client the CA of the server (for RDS the global bundle), or the mode that the server demands.',
    'Let the application try again with a growing delay instead of ending at the first failure.',
  ],
  confusedWith:
    '`exit-database-auth`: the database answered and refused the user. `exit-missing-configuration`: the host falls back to localhost because a variable is missing.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Troubleshooting.html',
  ],
};

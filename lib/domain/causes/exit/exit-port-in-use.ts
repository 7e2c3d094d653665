import { containerAtStart, containerWords } from '../../container-words';
import { namesOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, describeCommand, withCode } from './reading';

export const exitPortInUse: Cause = {
  id: 'exit-port-in-use',
  title: 'the port is already in use',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'unknown-failed-to-start'],
  explain(facts) {
    const all = signalsOf(facts, 'port-in-use');
    const named = all.filter(({ port }) => port !== undefined);
    const found = strongest(facts, named.length > 0 ? named : all);
    if (found === undefined) return undefined;
    const { container } = namesOf(facts);
    const port = found.signal.port === undefined ? 'its port' : `port ${found.signal.port}`;
    const { origin, text } = found.signal.quote;
    const onHost =
      (origin.kind !== 'log' && origin.kind !== 'pasted') ||
      /already allocated|Bind for|external connectivity/i.test(text);
    const bridge = facts.evidence.definition.state === 'known' && facts.evidence.definition.value.networkMode;
    return {
      confidence: found.confidence,
      summary: onHost
        ? `${containerAtStart(container)} could not get ${port} of the instance: something else has it.`
        : `${containerAtStart(container)} could not listen on ${port}: something else listens there${withCode(facts)}.`,
      quotes: [found.signal.quote],
      next: onHost
        ? `Use a dynamic host port (hostPort 0) for ${containerWords(container)}, or free ${port} on the instance.`
        : `Find what else listens on ${port}: another process or container of the task${bridge === 'host' ? ', or the host' : ''}.`,
      command: describeCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `${port} is in use`],
      blames: changesOf(facts, ['port', 'variable', 'command']),
      notes:
        bridge === 'awsvpc' || bridge === 'host'
          ? [
              `With network mode ${bridge} all containers of the task share one set of ports${bridge === 'host' ? ' with the instance' : ''}.`,
            ]
          : [],
    };
  },
};

export const page: CausePage = {
  meaning:
    'Two processes want the same port. Within a task of network mode awsvpc or host all containers share the ports; in bridge mode two tasks with the same static host port cannot run on one instance.',
  impact: 'The container that comes second does not start or ends at once.',
  fix: [
    'In bridge mode use `hostPort` 0, so that every task gets a free port, with a target group of type instance.',
    'In awsvpc mode give every container of the task a port of its own, sidecars included.',
    'Check that the start script does not start the server twice.',
    'On the instance: `sudo ss -ltnp` shows who listens.',
  ],
  confusedWith:
    '`placement-port-in-use`: ECS sees the conflict before it places the task. `exit-port-privileged`: permission denied instead of in use.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
};

import type { Cause, CausePage } from '../cause';
import { instancesCommand } from '../service/aws-commands';
import { BEHIND_A_NAMED_PLACEMENT, taskName, unplaced } from './unplaced';

export const placementPortInUse: Cause = {
  id: 'placement-port-in-use',
  title: 'the host port is taken on every instance',
  group: 'placement',
  kind: 'doomed',
  supersedes: BEHIND_A_NAMED_PLACEMENT,
  explain(facts) {
    const signal = unplaced(facts, 'port');
    if (signal === undefined) return undefined;
    const ports = (facts.containerDefinition?.ports ?? []).flatMap(({ hostPort }) => (hostPort ? [hostPort] : []));
    const named = ports.length === 0 ? 'the static host port that it asks for' : `host port ${ports.join(', ')}`;
    return {
      confidence: 'certain',
      summary: `${taskName(facts)} was not placed: ${named} is in use on every instance that could take it.`,
      quotes: [signal.quote],
      next: 'Set hostPort to 0 (a port is chosen then) or use awsvpc; else have one instance more than tasks, or lower minimumHealthyPercent.',
      ...instancesCommand(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The task definition fixes the host port. Only one task on each instance can have it, and during a deployment the old task still does.',
  impact: 'New tasks wait until an old one ends: a deployment that may not stop tasks first stands still for ever.',
  fix: [
    'Set `hostPort` to 0 with bridge networking and register with a target group: the load balancer learns the port.',
    'Or use `awsvpc`: each task has an address of its own.',
    'Keep the static port: `--deployment-configuration minimumHealthyPercent=0,maximumPercent=100` stops the old task first.',
  ],
  confusedWith: '`exit-port-in-use`: the task was placed, and the process or Docker could not bind the port.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html'],
};

import { currentSignals } from '../../cross-checks/service-course';
import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { instancesCommand } from './aws-commands';

export const agentDisconnected: Cause = {
  id: 'agent-disconnected',
  title: 'the container agent does not answer',
  group: 'service',
  kind: 'transient',
  supersedes: [
    'placement-no-capacity',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'agent-disconnected')[0];
    if (signal === undefined) return undefined;
    const { cluster } = namesOf(facts);
    const instance = /container-instance ([0-9a-f-]{20,40})/.exec(signal.quote.text)?.[1];
    return {
      confidence: 'certain',
      summary: `The ECS agent of ${instance === undefined ? `an instance of ${cluster}` : `container instance ${instance}`} is not connected, so ECS cannot start a task there.`,
      quotes: [signal.quote],
      next: 'Restart the agent on the instance (`sudo systemctl restart ecs`) and read /var/log/ecs/ecs-agent.log.',
      ...instancesCommand(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'ECS gives orders to instances through their agent. This agent has no connection: it does not run, the instance is overloaded, or it does not reach the ECS endpoints. Short gaps are normal.',
  impact: 'No task starts or stops on the instance; what runs there keeps running.',
  fix: [
    'Which ones: `aws ecs describe-container-instances … --query "containerInstances[?agentConnected==\\`false\\`].ec2InstanceId"`.',
    'On the instance: `sudo systemctl status ecs docker`, `/var/log/ecs/ecs-agent.log`; restart both.',
    'Way out: endpoints `ecs`, `ecs-agent`, `ecs-telemetry`, or NAT; the instance role must have `AmazonEC2ContainerServiceforEC2Role`.',
    'If it does not help, drain and replace the instance.',
  ],
  confusedWith: '`placement-no-instances`: no instance is registered at all.',
  links: ['https://repost.aws/knowledge-center/ecs-agent-disconnected-linux2-ami'],
};

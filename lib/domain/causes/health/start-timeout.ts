import { currentSignals } from '../../cross-checks/service-course';
import { namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { instancesCommand } from '../service/aws-commands';

export const startTimeout: Cause = {
  id: 'start-timeout',
  title: 'a container did not start in time',
  group: 'health',
  kind: 'unknown',
  supersedes: ['unknown-failed-to-start', 'other'],
  explain(facts) {
    const signal = currentSignals(facts, 'start-timeout')[0];
    if (signal === undefined) return undefined;
    const { container } = namesOf(facts);
    const fargate = facts.stop?.launchType === 'FARGATE';
    const image = facts.containerDefinition?.image;
    return {
      confidence: 'certain',
      summary: `${container} was not started${signal.after === undefined ? ' in time' : ` within ${signal.after}`}; the text does not say what held it up.`,
      quotes: [signal.quote],
      next: fargate
        ? 'Check that the subnet of the task reaches ECR, S3 and CloudWatch Logs, by NAT or by endpoints.'
        : 'Check the load of the instance (CPU, disk) and the Docker daemon at the time of the stop.',
      ...(fargate ? {} : instancesCommand(facts)),
      ...(image === undefined ? {} : { notes: [`The image is ${image}: a very large one takes long to unpack.`] }),
    };
  },
};

export const page: CausePage = {
  meaning:
    'ECS asked the container runtime to create or start the container and got no answer for minutes. The runtime, the disk or the network of the host was too slow.',
  impact: 'This task did not start. It may work on another host; if the network is the reason, it never will.',
  fix: [
    'Fargate: check NAT or the endpoints for ECR (api, dkr), S3 and CloudWatch Logs.',
    'EC2: look at CPU credits, disk throughput and free space of the instance; restart Docker or replace the instance.',
    'EC2: `ECS_CONTAINER_START_TIMEOUT` of the agent raises the limit, above all for Windows and large images.',
    'A log driver in blocking mode whose end point is not reached holds up the start too.',
  ],
  confusedWith:
    '`container-dependency-failed`: the container waited for another one. `log-network`: the log driver is named in the text.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-runtime-timeout-error.html',
    'https://repost.aws/knowledge-center/ecs-fargate-docker-timeout-error',
  ],
};

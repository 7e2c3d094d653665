import type { EvidencePorts, InventoryPorts } from '../../../lib/app/ports';
import { parseTaskDefinitionArn } from '../../../lib/domain/ecs-events/ecs-arn';
import { known, unavailable } from '../../../lib/domain/read';
import type { Service } from '../../../lib/domain/service';
import type { ServiceState, Story } from '../stories/story';

/** ECS, the load balancer and the logs, as the stories have them at each time. */
export interface World {
  readonly evidence: EvidencePorts;
  readonly inventory: InventoryPorts;
}

export function worldOf(stories: readonly Story[], now: () => number): World {
  const stateOf = (story: Story): ServiceState | undefined => story.states.findLast(({ from }) => from <= now());
  const services = (): readonly Service[] => stories.flatMap((story) => stateOf(story)?.service ?? []);
  const storyOf = (name: string | undefined): Story | undefined => stories.find(({ subject }) => subject.name === name);
  const templateOf = (arn: string) => {
    const { family, revision } = parseTaskDefinitionArn(arn);
    return storyOf(family)?.templates.get(revision ?? 0);
  };
  const health = (arns: readonly string[]) =>
    stories
      .flatMap((story) => stateOf(story)?.targetHealth ?? [])
      .filter(({ targetGroupArn }) => targetGroupArn !== undefined && arns.includes(targetGroupArn));

  const own = new Map(
    stories.flatMap(({ subject, evidence }) =>
      evidence === undefined ? [] : [[subject.name, evidence(now)] as const],
    ),
  );

  const evidence: EvidencePorts = {
    now,
    async readTaskDefinition(arn) {
      const whole = own.get(parseTaskDefinitionArn(arn).family ?? '');
      if (whole !== undefined) return whole.readTaskDefinition(arn);
      const template = templateOf(arn);
      if (template === undefined) return unavailable('no such task definition');
      return template.evidence.readTaskDefinition(String(template.detail['taskDefinitionArn']));
    },
    async readLastGood(question) {
      const whole = own.get(question.family);
      if (whole !== undefined) return whole.readLastGood(question);
      return unavailable('no earlier revision');
    },
    async readTaskLogs(task, definition) {
      const whole = own.get(task.family ?? '');
      if (whole !== undefined) return whole.readTaskLogs(task, definition);
      const template = templateOf(task.taskDefinitionArn ?? '');
      if (template?.taskId === undefined) return unavailable('no log');
      return template.evidence.readTaskLogs({ ...task, taskId: template.taskId }, definition);
    },
    async readServiceLogs(service, definition) {
      const whole = own.get(service.service);
      if (whole !== undefined) return whole.readServiceLogs(service, definition);
      return unavailable('no log of running tasks');
    },
    async readService({ cluster, service }) {
      const found = services().find((one) => one.name === service && one.cluster === cluster);
      return found === undefined ? unavailable('ServiceNotFoundException') : known(found);
    },
    async readTargetGroups(arns) {
      return known(arns.map((arn) => ({ arn, interval: 30, unhealthyThreshold: 2, port: 80 })));
    },
    async readTargetHealth(arns) {
      return known(health(arns));
    },
  };
  return {
    evidence,
    inventory: {
      now,
      async listClusters() {
        return [...new Set(stories.map(({ subject }) => subject.cluster))];
      },
      async listServices(cluster) {
        return services().flatMap((one) => (one.cluster === cluster ? one.name : []));
      },
      async describeServices(cluster, names) {
        return services().filter((one) => one.cluster === cluster && names.includes(one.name));
      },
      readTargetGroups: evidence.readTargetGroups,
      readTargetHealth: evidence.readTargetHealth,
      async pause() {
        throw new Error('the world does not wait: pauses belong to the ports of an invocation');
      },
    },
  };
}

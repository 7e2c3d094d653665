import { parseTaskDefinitionArn } from '../../../lib/domain/ecs-events/ecs-arn';
import { subjectKey } from '../../../lib/domain/incident/subject';
import { known, unavailable } from '../../../lib/domain/read';
import type { World } from '../cloud/world';
import type { Template } from '../stories/template';
import type { Account } from './account';

/** What the responder reads of an account that lives. */
export function worldOfAccount(account: Account, clusters: readonly string[], now: () => number): World {
  const templateOf = (arn: string): Template | undefined => {
    const { family, revision } = parseTaskDefinitionArn(arn);
    const service = account.all().find(({ subject }) => subject.name === family);
    return service?.revisions.get(revision ?? 0)?.template;
  };
  const evidence: World['evidence'] = {
    now,
    async readTaskDefinition(arn) {
      const template = templateOf(arn);
      if (template === undefined) return unavailable('no such task definition');
      return template.evidence.readTaskDefinition(String(template.detail['taskDefinitionArn']));
    },
    async readLastGood() {
      return unavailable('no earlier revision');
    },
    async readTaskLogs(task, definition) {
      const template = templateOf(task.taskDefinitionArn ?? '');
      if (template?.taskId === undefined) return unavailable('no log');
      return template.evidence.readTaskLogs({ ...task, taskId: template.taskId }, definition);
    },
    async readServiceLogs() {
      return unavailable('no log of running tasks');
    },
    async readService({ cluster, service }) {
      const found = account.find(subjectKey({ kind: 'service', cluster, name: service }));
      return found === undefined ? unavailable('ServiceNotFoundException') : known(found.now().service);
    },
    async readTargetGroups(arns) {
      return known(arns.map((arn) => ({ arn, interval: 30, unhealthyThreshold: 2, port: 80 })));
    },
    async readTargetHealth(arns) {
      return known(
        account
          .all()
          .flatMap((service) => service.now().health)
          .filter(({ targetGroupArn = '' }) => arns.includes(targetGroupArn)),
      );
    },
  };
  return {
    evidence,
    inventory: {
      now,
      async listClusters() {
        return clusters;
      },
      async listServices(cluster) {
        return account.all().flatMap(({ subject }) => (subject.cluster === cluster ? subject.name : []));
      },
      async describeServices(cluster, names) {
        return account
          .all()
          .filter(({ subject }) => subject.cluster === cluster && names.includes(subject.name))
          .map((service) => service.now().service);
      },
      readTargetGroups: evidence.readTargetGroups,
      readTargetHealth: evidence.readTargetHealth,
      async pause() {
        throw new Error('the world does not wait: pauses belong to the ports of an invocation');
      },
    },
  };
}

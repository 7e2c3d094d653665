import type { EvidencePorts } from '../app/ports';
import { parseTaskDefinition } from '../domain/definition/parse-task-definition';
import { known, type Read, unavailable } from '../domain/read';
import { parseService } from '../domain/service';
import { parseTargetGroup, parseTargetHealth } from '../domain/target-group';
import { isRevision, lastGoodIn } from './last-good';
import { recordedLogs, recordedTaskLogs } from './recorded-logs';
import type { Recording } from './recording';
import { snapshotsOf } from './snapshots';

const NOTHING = {
  taskDefinitions: 'no such task definition',
  services: 'nothing of the service',
  targetGroups: 'no target group',
  targetHealth: 'no health of targets',
} as const;

/** A world in memory: what a recording holds, as it stood at the clock's time. What it lacks is unavailable. */
export function memoryPorts(recording: Recording, now: () => number): EvidencePorts {
  const definitions = (recording.taskDefinitions ?? []).flatMap((one) => parseTaskDefinition(one) ?? []);
  const services = snapshotsOf(recording.services ?? [], (one) =>
    [parseService(one)].filter((service) => service !== undefined),
  );
  const targetHealth = snapshotsOf(recording.targetHealth ?? [], parseTargetHealth);
  const targetGroups = (recording.targetGroups ?? []).flatMap((one) => parseTargetGroup(one) ?? []);
  const lastGood = lastGoodIn(recording, definitions);
  const missing = (part: keyof typeof NOTHING): Read<never> =>
    unavailable(recording.unavailable.get(part) ?? `the recording holds ${NOTHING[part]}`);

  return {
    now,
    async readTaskDefinition(arn) {
      const found = definitions.find((one) => isRevision(one, arn));
      return found === undefined ? missing('taskDefinitions') : known(found);
    },
    async readLastGood({ family, revision, service }) {
      return lastGood(family, revision, service, now());
    },
    async readTaskLogs(task, definition) {
      return recordedTaskLogs(recording, task, definition, now());
    },
    async readServiceLogs() {
      return recordedLogs(recording, now());
    },
    async readService({ cluster, service }) {
      const named = services(now()).filter(({ name }) => name === service);
      const found = named.find((one) => one.cluster === cluster) ?? named[0];
      return found === undefined ? missing('services') : known(found);
    },
    async readTargetGroups(arns) {
      if (recording.targetGroups === undefined) return missing('targetGroups');
      const asked = targetGroups.filter(({ arn }) => arn !== undefined && arns.includes(arn));
      return known(asked.length > 0 ? asked : targetGroups);
    },
    async readTargetHealth(arns) {
      if (recording.targetHealth === undefined) return missing('targetHealth');
      const isAsked = (arn: string | undefined) => arns.length === 0 || arn === undefined || arns.includes(arn);
      return known(targetHealth(now()).filter(({ targetGroupArn }) => isAsked(targetGroupArn)));
    },
  };
}

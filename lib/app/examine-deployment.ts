import { judgeAlarm, judgeQuietAlarms } from '../domain/doctor/judge-alarms';
import { judgeRead } from '../domain/doctor/judge-read';
import { judgeStack } from '../domain/doctor/judge-stack';
import { judgeTable } from '../domain/doctor/judge-table';
import { AREAS, ok, type PartHealth, partHealth, type Remark } from '../domain/doctor/part-health';
import { EXPECTED_PARTS, TABLE_PART } from './doctor-parts';
import type { DoctorPorts } from './doctor-ports';
import { type DoctorScene, setScene } from './doctor-scene';
import { examineActions } from './examine-actions';
import { examineDelivery } from './examine-delivery';
import { examineEvents } from './examine-events';
import { examineFunctions } from './examine-functions';
import { examineQueues } from './examine-queues';
import { examineWatch } from './examine-watch';

/** How a deployed ecs-medic is, part by part in the way of an event; or why there is nothing to examine. */
export type Examination =
  | { readonly kind: 'examined'; readonly at: number; readonly parts: readonly PartHealth[] }
  | { readonly kind: 'problem'; readonly sentence: string };

/** Reads what a deployment is made of and what it did lately, and judges it. Throws where the stack cannot be read. */
export async function examineDeployment(ports: DoctorPorts): Promise<Examination> {
  const stack = await ports.readStack();
  const ids = new Set(stack.resources.map(({ logicalId }) => logicalId));
  const absent = EXPECTED_PARTS.filter((id) => !ids.has(id));
  if (absent.length === EXPECTED_PARTS.length)
    return {
      kind: 'problem',
      sentence: `the stack ${ports.place.stack} has nothing of ecs-medic in it: expected a deployed ecs-medic; name it with --stack or --stage`,
    };
  const scene = await setScene(ports, stack);
  const parts = [
    partHealth({ id: 'stack', area: 'stack', part: `stack ${ports.place.stack}` }, [
      ...judgeStack(stack, ports.place, scene.now),
      ...otherVersion(absent),
    ]),
    ...(
      await Promise.all([
        examineEvents(scene),
        examineQueues(scene),
        examineFunctions(scene),
        examineDelivery(scene),
        examineWatch(scene),
        examineActions(scene),
        examineTable(scene),
        examineAlarms(scene),
      ])
    ).flat(),
  ];
  return {
    kind: 'examined',
    at: scene.now,
    parts: AREAS.flatMap((area) => parts.filter((part) => part.area === area)),
  };
}

const otherVersion = (absent: readonly string[]): readonly Remark[] =>
  absent.length === 0
    ? []
    : [
        {
          state: 'warning',
          seen: `it is of another version, without ${absent.join(', ')}`,
          fix: 'Deploy the version of this command.',
        },
      ];

async function examineTable({ ports, place, physicalIdOf }: DoctorScene): Promise<readonly PartHealth[]> {
  const name = physicalIdOf(TABLE_PART);
  if (name === undefined) return [];
  const remarks = judgeRead(await ports.readTable(name), (table) => judgeTable(table, name, place));
  return [partHealth({ id: 'table', area: 'table', part: `table ${name}` }, remarks)];
}

const ALARM = 'AWS::CloudWatch::Alarm';

/** Each alarm that says something, and the quiet ones in one line. */
async function examineAlarms({ ports, place, stack, now, isYoung }: DoctorScene): Promise<readonly PartHealth[]> {
  const named = stack.resources.filter(({ type }) => type === ALARM);
  const quiet = { id: 'alarms', area: 'alarms', part: 'alarms' } as const;
  if (named.length === 0) return [partHealth(quiet, [ok('the stack has none')])];
  const read = await ports.readAlarms(named.map(({ physicalId }) => physicalId));
  if (read.state === 'unavailable')
    return [
      partHealth(
        quiet,
        judgeRead(read, () => []),
      ),
    ];
  const alarms = named.map(({ physicalId: name }) => {
    const alarm = read.value.find((one) => one.name === name);
    return { name, alarm, remarks: judgeAlarm(alarm, name, place, now) };
  });
  const rest = alarms.flatMap(({ alarm, remarks }) => (alarm !== undefined && remarks.length === 0 ? alarm : []));
  return [
    ...alarms
      .filter(({ remarks }) => remarks.length > 0)
      .map(({ name, remarks }) => partHealth({ id: `alarm/${name}`, area: 'alarms', part: `alarm ${name}` }, remarks)),
    ...(rest.length === 0 ? [] : [partHealth(quiet, judgeQuietAlarms(rest, isYoung))]),
  ];
}

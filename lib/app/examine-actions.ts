import { judgeFollowed } from '../domain/doctor/judge-followed';
import { judgeRead } from '../domain/doctor/judge-read';
import { judgeMode, judgeSwitch } from '../domain/doctor/judge-switch';
import { type PartHealth, partHealth } from '../domain/doctor/part-health';
import { SWITCH_PART } from './doctor-parts';
import type { HandlerName } from './doctor-ports';
import type { DoctorScene } from './doctor-scene';
import { sumOf } from './metric-points';

/** What may change services: the switch, in which mode each way works, and whether schedules are followed. */
export async function examineActions(scene: DoctorScene): Promise<readonly PartHealth[]> {
  const { ports, place, physicalIdOf, lately } = scene;
  const name = physicalIdOf(SWITCH_PART);
  const question = scene.questionOf('apply-schedules');
  return [
    ...(name === undefined
      ? []
      : [
          partHealth(
            { id: 'switch', area: 'actions', part: `switch ${name}` },
            judgeRead(await ports.readSwitch(name), (value) => judgeSwitch(value, name, place)),
          ),
        ]),
    ...modeOf('crash loops', 'act-on-incidents', 'ECS_MEDIC_ACTIONS', scene),
    ...modeOf('schedules', 'apply-schedules', 'ECS_MEDIC_SCHEDULES', scene),
    ...(question.functionName === undefined
      ? []
      : [
          partHealth(
            { id: 'followed', area: 'actions', part: 'following of schedules' },
            judgeRead(lately({ of: 'ecs-medic', metric: 'SchedulesFailed' }), (points) =>
              judgeFollowed(sumOf(points), question, place),
            ),
          ),
        ]),
  ];
}

function modeOf(
  what: string,
  handler: HandlerName,
  variable: string,
  { functions }: DoctorScene,
): readonly PartHealth[] {
  const read = functions.get(handler)?.read;
  if (read === undefined || (read.state === 'known' && read.value === 'missing')) return [];
  const remarks = judgeRead(read, (deployed) =>
    deployed === 'missing' ? [] : judgeRead(deployed.environment, (variables) => judgeMode(variables[variable])),
  );
  return remarks.length === 0
    ? []
    : [partHealth({ id: `mode/${handler}`, area: 'actions', part: `mode of ${what}` }, remarks)];
}

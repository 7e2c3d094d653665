import { judgeRead } from '../domain/doctor/judge-read';
import { judgeSchedule } from '../domain/doctor/judge-schedule';
import { judgeHeartbeat, judgeOverdue, judgeSweep, judgeSweepFailures } from '../domain/doctor/judge-watch';
import { type PartHealth, partHealth } from '../domain/doctor/part-health';
import { SCHEDULE_AREAS, TABLE_PART } from './doctor-parts';
import type { DoctorScene } from './doctor-scene';
import { lastCounted, sumOf } from './metric-points';

const SCHEDULE = 'AWS::Scheduler::Schedule';

/** Whether the clock of ecs-medic ticks: its schedules, what is due, and the sweep of all services. */
export async function examineWatch(scene: DoctorScene): Promise<readonly PartHealth[]> {
  const { ports, place, physicalIdOf, stack, lately, longAgo, now, watch } = scene;
  const question = scene.questionOf('keep-watch');
  const schedules = await Promise.all(
    stack.resources
      .filter(({ type }) => type === SCHEDULE)
      .map(async ({ logicalId, physicalId: name }) => {
        const area = SCHEDULE_AREAS[logicalId] ?? 'watch';
        const remarks = judgeRead(await ports.readSchedule(name), (schedule) => judgeSchedule(schedule, name, place));
        return partHealth({ id: `schedule/${logicalId}`, area, part: `schedule ${logicalId}` }, remarks);
      }),
  );
  const table = physicalIdOf(TABLE_PART);
  const overdue =
    table === undefined
      ? []
      : judgeRead(await ports.readStore(table, async (store) => (await store.readDue(now, 1))[0]?.at), (since) =>
          judgeOverdue(since, question, place),
        );
  return [
    ...schedules,
    partHealth({ id: 'due', area: 'watch', part: 'what is due' }, [
      ...judgeRead(longAgo({ of: 'ecs-medic', metric: 'Heartbeat' }), (points) =>
        judgeHeartbeat(lastCounted(points), question, place),
      ),
      ...overdue,
    ]),
    partHealth({ id: 'sweep', area: 'watch', part: 'sweep of all services' }, [
      ...judgeRead(watch, (state) => judgeSweep(state, question, place)),
      ...judgeRead(lately({ of: 'ecs-medic', metric: 'SweepFailed' }), (points) =>
        judgeSweepFailures(sumOf(points), question, place),
      ),
    ]),
  ];
}

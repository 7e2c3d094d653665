import { judgeLastEvent, judgeNotUnderstood } from '../domain/doctor/judge-events';
import { judgeRead } from '../domain/doctor/judge-read';
import { judgeRule } from '../domain/doctor/judge-rule';
import { type PartHealth, partHealth } from '../domain/doctor/part-health';
import { type DoctorScene, queueArnOf } from './doctor-scene';
import { lastCounted, sumOf } from './metric-points';

const RULE = 'AWS::Events::Rule';

/** Whether the rules are on and lead to the queue, and when an event came last. */
export async function examineEvents(scene: DoctorScene): Promise<readonly PartHealth[]> {
  const { ports, place, stack, watch, lately, longAgo } = scene;
  const queueArn = queueArnOf('EventsQueue', scene);
  const deadLettersArn = queueArnOf('EventsDeadLetterQueue', scene);
  const rules = await Promise.all(
    stack.resources
      .filter(({ type }) => type === RULE)
      .map(async ({ logicalId, physicalId: name }) => {
        const remarks = judgeRead(await ports.readRule(name), (rule) =>
          judgeRule(rule, { name, queueArn, deadLettersArn }, place),
        );
        return partHealth({ id: `rule/${logicalId}`, area: 'events', part: `rule ${logicalId}` }, remarks);
      }),
  );
  const question = scene.questionOf('respond-to-ecs-events');
  const services = watch.state === 'known' ? watch.value.services : undefined;
  const events = partHealth({ id: 'events', area: 'events', part: 'events' }, [
    ...judgeRead(longAgo({ of: 'ecs-medic', metric: 'EventsHandled' }), (points) =>
      judgeLastEvent(lastCounted(points), services, question, place),
    ),
    ...judgeRead(lately({ of: 'ecs-medic', metric: 'EventsNotUnderstood' }), (points) =>
      judgeNotUnderstood(sumOf(points), question, place),
    ),
  ]);
  return [...rules, events];
}

import { judgeDeadLetters, judgeQueue, judgeQueueAge, type QueueQuestion } from '../domain/doctor/judge-queue';
import { judgeRead } from '../domain/doctor/judge-read';
import { type PartHealth, partHealth } from '../domain/doctor/part-health';
import { QUEUE_PARTS, type QueuePart } from './doctor-parts';
import { ageOf, type DoctorScene } from './doctor-scene';

/** What waits in each queue and for how long, and what was given up. */
export const examineQueues = (scene: DoctorScene): readonly PartHealth[] =>
  QUEUE_PARTS.flatMap((part) => [...examineQueue(part, scene), ...examineDeadLetters(part, scene)]);

function examineQueue(part: QueuePart, scene: DoctorScene): readonly PartHealth[] {
  const { place, lately, queues } = scene;
  const found = queues.get(part.queue);
  if (found === undefined) return [];
  const question = questionOf(part, found.url, scene);
  const age = judgeRead(lately(ageOf(found.url)), ([newest]) =>
    judgeQueueAge(newest === undefined ? undefined : newest.value * 1000, question, place),
  );
  const remarks = judgeRead(found.read, (queue) => judgeQueue(queue, question, place));
  return [partHealth({ id: `queue/${part.name}`, area: part.area, part: `queue ${part.name}` }, [...remarks, ...age])];
}

function examineDeadLetters(part: QueuePart, scene: DoctorScene): readonly PartHealth[] {
  const found = scene.queues.get(part.deadLetters);
  if (found === undefined) return [];
  const question = questionOf(part, found.url, scene);
  const remarks = judgeRead(found.read, (queue) => judgeDeadLetters(queue, question, scene.place));
  return [
    partHealth({ id: `dead-letters/${part.name}`, area: part.area, part: `dead letters of ${part.name}` }, remarks),
  ];
}

function questionOf({ handler, oldestAllowed }: QueuePart, url: string, { functions }: DoctorScene): QueueQuestion {
  const functionName = functions.get(handler)?.name;
  return { url, oldestAllowed, ...(functionName === undefined ? {} : { functionName }) };
}

import type { Sky } from '../engine/invocation';
import type { Story } from '../stories/story';
import type { Queue } from './queue';

/** Messages that nobody can use, and events that are still on their way. */
export interface Sent {
  sent: number;
  left: number;
}

const POISON = ['{"detail-type":"ECS Task State Change","source":"aws.ecs","detail":{}}', 'not json', '[]', '{"a":'];

/** EventBridge: each event at least once, some twice, some late, some only after it was lost, in any order. */
export function sendEvents(stories: readonly Story[], queue: Queue, { time, random, weather }: Sky): Sent {
  const poison: Sent = { sent: 0, left: 0 };
  const sendAt = (at: number, body: string): void => {
    poison.left += 1;
    time.at(at, () => {
      poison.left -= 1;
      queue.send(body);
    });
  };
  for (const { events } of stories)
    for (const { at, event } of events) {
      const body = JSON.stringify(event);
      const isLate = random.chance(weather.late) || random.chance(weather.drop);
      const first = at + (isLate ? random.between(1_000, weather.latest) : random.between(20, 1_500));
      sendAt(first, body);
      while (random.chance(weather.duplicate)) {
        // The bus sends an event twice under one id, ECS under two.
        const copy = random.chance(0.5) ? body : JSON.stringify({ ...event, id: random.hex(32) });
        sendAt(first + random.between(0, 600_000), copy);
      }
      if (weather.drop + weather.late > 0 && random.chance(0.03)) {
        poison.sent += 1;
        sendAt(at, random.pick(POISON as [string, ...string[]]));
      }
    }
  return poison;
}

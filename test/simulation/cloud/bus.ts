import type { Sky } from '../engine/invocation';
import type { Story, StoryEvent } from '../stories/story';
import type { Queue } from './queue';

/** Messages that nobody can use, and events that are still on their way. */
export interface Sent {
  sent: number;
  left: number;
}

const POISON = ['{"detail-type":"ECS Task State Change","source":"aws.ecs","detail":{}}', 'not json', '[]', '{"a":'];

/** EventBridge: each event at least once, some twice, some late, some only after it was lost, in any order. */
export function sendEvents(stories: readonly Story[], queue: Queue, sky: Sky): Sent {
  const bus = new Bus(queue, sky);
  for (const { events } of stories) for (const told of events) bus.send(told);
  return bus.poison;
}

export class Bus {
  readonly poison: Sent = { sent: 0, left: 0 };
  readonly #queue: Queue;
  readonly #sky: Sky;

  constructor(queue: Queue, sky: Sky) {
    this.#queue = queue;
    this.#sky = sky;
  }

  send({ at, event }: Pick<StoryEvent, 'at' | 'event'>): void {
    const { random, weather } = this.#sky;
    const body = JSON.stringify(event);
    const isLate = random.chance(weather.late) || random.chance(weather.drop);
    const first = at + (isLate ? random.between(1_000, weather.latest) : random.between(20, 1_500));
    this.#sendAt(first, body);
    while (random.chance(weather.duplicate)) {
      // The bus sends an event twice under one id, ECS under two.
      const copy = random.chance(0.5) ? body : JSON.stringify({ ...event, id: random.hex(32) });
      this.#sendAt(first + random.between(0, 600_000), copy);
    }
    if (weather.drop + weather.late > 0 && random.chance(0.03)) {
      this.poison.sent += 1;
      this.#sendAt(at, random.pick(POISON as [string, ...string[]]));
    }
  }

  #sendAt(at: number, body: string): void {
    this.poison.left += 1;
    this.#sky.time.at(at, () => {
      this.poison.left -= 1;
      this.#queue.send(body);
    });
  }
}

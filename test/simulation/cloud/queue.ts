import type { QueueMessage } from '../../../lib/app/respond-to-events';
import type { Sky } from '../engine/invocation';

interface Kept {
  readonly id: string;
  readonly body: string;
  visibleAt: number;
  receives: number;
}

export interface QueueOptions {
  readonly name: string;
  /** Milliseconds for which a message that was given out is not given out again. */
  readonly visibility: number;
  readonly mostInBatch: number;
  readonly mostReceives: number;
  /** Messages for a consumer, which says when it is done with them by `settle`. */
  readonly consume: (messages: readonly QueueMessage[]) => void;
  /** Consumers at a time. */
  readonly concurrency: number;
}

/** A standard queue of SQS and its event source: at least once, in any order, a DLQ after so many receives. */
export class Queue {
  readonly dead: Kept[] = [];
  readonly #sky: Sky;
  readonly #options: QueueOptions;
  readonly #kept = new Map<string, Kept>();
  #sent = 0;
  #consumers = 0;
  #polls = 0;

  constructor(sky: Sky, options: QueueOptions) {
    this.#sky = sky;
    this.#options = options;
  }

  /** Nothing waits and nobody works. */
  get isEmpty(): boolean {
    return this.#kept.size === 0 && this.#consumers === 0;
  }

  send(body: string, delay = 0): void {
    const { time } = this.#sky;
    const id = `${this.#options.name}-${++this.#sent}`;
    const visibleAt = time.now() + delay;
    this.#kept.set(id, { id, body, visibleAt, receives: 0 });
    this.#pollAt(visibleAt + this.#sky.random.between(0, 1_000));
  }

  /** The consumer is done: what it does not name as failed is deleted. `undefined`: it was cut off, all comes again. */
  settle(messages: readonly QueueMessage[], failed: readonly string[] | undefined): void {
    const { random, weather, time } = this.#sky;
    this.#consumers -= 1;
    const again = new Set(failed ?? messages.map(({ id }) => id));
    for (const { id } of messages) {
      const kept = this.#kept.get(id);
      if (kept === undefined || again.has(id)) continue;
      if (time.now() < weather.heals && random.chance(weather.resurrect)) kept.receives -= 1;
      else this.#kept.delete(id);
    }
    this.#poll();
  }

  /** A person gives back what the DLQ holds. */
  redrive(): void {
    for (const { body } of this.dead.splice(0)) this.send(body);
  }

  #pollAt(at: number): void {
    this.#polls += 1;
    this.#sky.time.at(at, () => {
      this.#polls -= 1;
      this.#poll();
    });
  }

  #poll(): void {
    const { time, random } = this.#sky;
    const { concurrency, mostInBatch, mostReceives, visibility, consume } = this.#options;
    while (this.#consumers < concurrency) {
      const now = time.now();
      const visible = random.shuffled([...this.#kept.values()].filter(({ visibleAt }) => visibleAt <= now));
      if (visible.length === 0) break;
      const batch: QueueMessage[] = [];
      for (const kept of visible.slice(0, random.between(1, mostInBatch))) {
        if (kept.receives >= mostReceives) {
          this.#kept.delete(kept.id);
          this.dead.push(kept);
          continue;
        }
        kept.receives += 1;
        kept.visibleAt = now + visibility;
        batch.push({ id: kept.id, body: kept.body });
      }
      if (batch.length === 0) continue;
      this.#consumers += 1;
      consume(batch);
    }
    if (this.#polls > 0 || this.#kept.size === 0) return;
    const next = Math.min(...[...this.#kept.values()].map(({ visibleAt }) => visibleAt));
    if (next > time.now()) this.#pollAt(next + random.between(0, 1_000));
  }
}

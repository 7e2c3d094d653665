import type { Random } from './random';

interface Planned {
  readonly at: number;
  /** Decides between things that are planned for the same millisecond. */
  readonly order: number;
  /** Answers false where nobody was woken. */
  readonly run: () => unknown;
}

/**
 * Time that passes only from one planned thing to the next. Between two of them everything that was woken runs until it
 * waits again, so that the plan alone decides how tasks interleave.
 */
export class VirtualTime {
  #now: number;
  readonly #random: Random;
  readonly #heap: Planned[] = [];

  constructor(start: number, random: Random) {
    this.#now = start;
    this.#random = random;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#now;

  get isEmpty(): boolean {
    return this.#heap.length === 0;
  }

  /** Plans something; what is planned for the past happens next. It answers false where it woke nobody. */
  at(time: number, run: () => unknown): void {
    this.#push({ at: Math.max(time, this.#now), order: this.#random.next(), run });
  }

  /** Carries out the plan until it is empty or until told to stop. */
  async pass(isOver: () => boolean): Promise<void> {
    for (let next = this.#pop(); next !== undefined; next = this.#pop()) {
      this.#now = next.at;
      if (next.run() === false) continue;
      await woken();
      if (isOver()) return;
    }
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    let index = heap.push(planned) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Planned;
      if (!isBefore(planned, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = planned;
  }

  #pop(): Planned | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Planned, heap[child] as Planned)) child++;
      const below = heap[child] as Planned;
      if (!isBefore(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

const isBefore = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Resolves when every promise that could go on has gone on. */
const woken = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Small, fast and equal on every machine (mulberry32). Numbers from 0 up to, but not including, 1. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs invocations side by side: at every step of each, a seed decides which one goes on, and how late it has become. */
export class Interleaver {
  readonly #random: () => number;
  readonly #waiting: { readonly at: number; readonly goOn: () => void }[] = [];
  #running = 0;
  now: number;

  constructor(seed: number, start: number) {
    this.#random = randomOf(seed);
    this.now = start;
  }

  /** Comes back when it is this caller's turn, not before a time. */
  turn(at = this.now): Promise<void> {
    return new Promise((goOn) => this.#waiting.push({ at, goOn }));
  }

  /** A function of a port: anything may happen between its call, its effect and its answer. */
  slowed<A extends unknown[], R>(call: (...arguments_: A) => Promise<R>): (...arguments_: A) => Promise<R> {
    return async (...arguments_) => {
      await this.turn(this.now + Math.floor(this.#random() * 40));
      const answer = await call(...arguments_);
      await this.turn(this.now + Math.floor(this.#random() * 40));
      return answer;
    };
  }

  async run(invocations: readonly (() => Promise<unknown>)[]): Promise<void> {
    const all = invocations.map(async (invocation) => {
      this.#running += 1;
      try {
        await this.turn();
        await invocation();
      } finally {
        this.#running -= 1;
      }
    });
    while (this.#running > 0) {
      await new Promise(setImmediate);
      if (this.#waiting.length === 0) continue;
      const earliest = Math.min(...this.#waiting.map(({ at }) => at));
      this.now = Math.max(this.now, earliest);
      const ready = this.#waiting.filter(({ at }) => at <= this.now);
      const next = ready[Math.floor(this.#random() * ready.length)];
      if (next === undefined) continue;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      next.goOn();
    }
    await Promise.all(all);
  }
}

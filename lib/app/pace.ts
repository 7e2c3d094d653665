import type { InventoryPorts } from './ports';

/** At most 4 calls a second: a small part of what an account may ask of ECS, so that nobody else is slowed down. */
const INTERVAL = 250;
const LONGEST_INTERVAL = 8_000;
const MOST_TRIES = 6;

/** Keeps the calls of a sweep apart, one after the other, and further apart when AWS asks for it. */
export class Pace {
  #interval = INTERVAL;
  #next = 0;
  #calls = 0;
  readonly #ports: Pick<InventoryPorts, 'now' | 'pause'>;

  constructor(ports: Pick<InventoryPorts, 'now' | 'pause'>) {
    this.#ports = ports;
  }

  /** How many calls were made, refused ones included. */
  get calls(): number {
    return this.#calls;
  }

  /** Makes one call in its turn; a throttled one again, later and slower. Other errors are the caller's. */
  async call<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await this.#turn();
      this.#calls += 1;
      try {
        const answer = await ask();
        this.#interval = Math.max(INTERVAL, this.#interval * 0.8);
        return answer;
      } catch (error) {
        if (!isThrottled(error) || attempt === MOST_TRIES) throw error;
        this.#interval = Math.min(LONGEST_INTERVAL, this.#interval * 2);
      } finally {
        // One answer may take several calls, the last of them just now.
        this.#next = this.#ports.now() + this.#interval;
      }
    }
  }

  async #turn(): Promise<void> {
    const wait = this.#next - this.#ports.now();
    if (wait > 0) await this.#ports.pause(wait);
  }
}

const isThrottled = (error: unknown): boolean =>
  error instanceof Error && /^(?:Throttled|Throttling|ThrottlingException|TooManyRequests)/.test(error.name);

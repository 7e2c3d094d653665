import type { Random } from './random';
import type { Trace } from './trace';
import type { VirtualTime } from './virtual-time';
import type { Dependency, Outcome, Weather } from './weather';

/** What all invocations of a run share. */
export interface Sky {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly trace: Trace;
  readonly weather: Weather;
  /** Calls of ports so far, over all invocations. */
  calls: number;
  /** One planned crash, at the call with this number; everything else then goes well. */
  readonly crash?: { readonly call: number; readonly when: 'before' | 'after' };
}

/** How one kind of call behaves where it does not go well. */
export interface CallOptions<T> {
  readonly to: Dependency;
  readonly name: string;
  /** Takes effect; asked again for an echo. */
  readonly effect: () => Promise<T>;
  /** A part of it takes effect; absent where it is all or nothing. */
  readonly part?: () => Promise<unknown>;
  /** Answered instead of an error, where the port does not throw. */
  readonly refusal?: (fault: Outcome) => T;
  /** Words about the call for the script. */
  readonly about?: () => string;
  /** A call that is too slow is answered by its own time-out, milliseconds. */
  readonly patience?: number;
  /** It may take effect although its caller has given it up. */
  readonly mayComeLate?: true;
}

/** Milliseconds after which a call that nobody waits for any more may still take effect. */
const LATEST_EFFECT = 20_000;

class FaultError extends Error {
  constructor(fault: Outcome, name: string) {
    super(`${name}: ${fault}`);
    this.name = fault === 'throttle' ? 'ThrottlingException' : 'TimeoutError';
  }
}

/** One run of a function: it may be cut off at any call, and then goes on no more. */
export class Invocation {
  readonly name: string;
  readonly startedAt: number;
  readonly #sky: Sky;
  readonly #end: (how: 'crashed' | 'timed out') => void;
  #isOver = false;
  /** It was cut off before it could answer. */
  wasCut = false;
  /** Calls that did not go well. */
  faults = 0;
  calls = 0;
  /** Their numbers among all calls of the run. */
  readonly numbers: number[] = [];
  /** Of them, reads of evidence. */
  reads = 0;

  /** `end` is called where it is cut off. */
  constructor(name: string, sky: Sky, timeout: number, end: (how: 'crashed' | 'timed out') => void) {
    this.name = name;
    this.startedAt = sky.time.now();
    this.#sky = sky;
    this.#end = end;
    sky.time.at(sky.time.now() + timeout, () => this.#cut('timed out'));
  }

  /** It has answered. */
  finish(): boolean {
    const wasOver = this.#isOver;
    this.#isOver = true;
    return !wasOver;
  }

  call<T>(options: CallOptions<T>): Promise<T> {
    if (this.#isOver) return new Promise(() => undefined);
    const sky = this.#sky;
    const { time, random, trace } = sky;
    sky.calls += 1;
    this.calls += 1;
    this.numbers.push(sky.calls);
    const outcome = this.#draw(options);
    if (outcome !== 'ok') this.faults += 1;
    const there = 1 + Math.floor(random.next() * 12);
    const back = 1 + Math.floor(random.next() * 12);
    return new Promise<T>((resolve, reject) => {
      const answer = (after: number, give: () => void): void =>
        time.at(time.now() + after, () => {
          if (!this.#isOver) give();
        });
      const fail = (after: number): void => {
        const { refusal } = options;
        answer(after, () =>
          refusal === undefined ? reject(new FaultError(outcome, options.name)) : resolve(refusal(outcome)),
        );
      };
      const take = (delay: number, then: (value: T) => void): void =>
        time.at(time.now() + delay, () => {
          trace.note(this.name, options.name, outcome, options.about);
          options.effect().then(then, reject);
        });
      const slow = Math.min(random.between(1_000, 60_000), options.patience ?? Number.POSITIVE_INFINITY);

      switch (outcome) {
        case 'ok':
          return take(there, (value) => answer(back, () => resolve(value)));
        case 'slow': {
          // A client with a time-out of its own does not know what became of the call.
          const isKnown = options.patience === undefined || slow < options.patience;
          return take(random.chance(0.5) ? there : slow, (value) =>
            isKnown ? answer(slow, () => resolve(value)) : fail(slow),
          );
        }
        case 'echo':
          return take(there, () => take(back, (value) => answer(back, () => resolve(value))));
        case 'timeout-after':
          return take(there, () => fail(3_000));
        case 'crash-after':
          return take(there, () => this.#cut('crashed'));
        case 'crash-before':
          trace.note(this.name, options.name, outcome, options.about);
          return time.at(time.now() + there, () => this.#cut('crashed'));
        case 'partial':
          trace.note(this.name, options.name, outcome, options.about);
          (options.part?.() ?? Promise.resolve()).then(() => fail(back), reject);
          return undefined;
        case 'timeout-before':
          if (options.mayComeLate === true && random.chance(0.5)) {
            const late = random.between(3_000, LATEST_EFFECT);
            trace.note(this.name, options.name, 'late', options.about);
            time.at(time.now() + late, () => options.effect().catch(reject));
            return fail(3_000);
          }
          trace.note(this.name, options.name, outcome, options.about);
          return fail(3_000);
        case 'throttle':
        case 'unavailable':
          trace.note(this.name, options.name, outcome, options.about);
          return fail(outcome === 'throttle' ? 200 : 3_000);
      }
    });
  }

  #draw<T>({ to, part, refusal }: CallOptions<T>): Outcome {
    const { time, random, weather, crash, calls } = this.#sky;
    if (crash !== undefined)
      return crash.call !== calls ? 'ok' : crash.when === 'before' ? 'crash-before' : 'crash-after';
    const now = time.now();
    if (now >= weather.heals || to === 'clock') return 'ok';
    if (weather.outages.some((outage) => outage.of === to && outage.from <= now && now < outage.until))
      return to === 'store' || to === 'topic' ? 'throttle' : 'unavailable';
    for (const [fault, probability] of weather.faults) {
      if (!random.chance(probability)) continue;
      if (fault === 'partial' && part === undefined) continue;
      // What only reads has no effect that could come twice or be lost.
      if (fault === 'echo' && refusal !== undefined) continue;
      return fault;
    }
    return 'ok';
  }

  /** Answers false where it was over before. */
  #cut(how: 'crashed' | 'timed out'): boolean {
    if (!this.finish()) return false;
    this.wasCut = true;
    this.#sky.trace.note(this.name, '', how);
    this.#end(how);
    return true;
  }
}

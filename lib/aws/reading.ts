import { type Read, unavailable } from '../domain/read';
import { type Question, RefusedError, refusalOf } from './refusals';
import { LateError, withinTime } from './time-budget';

export interface ReadingLimits {
  /** Calls to AWS for all pieces of evidence together. */
  readonly calls: number;
  /** Milliseconds for one piece. */
  readonly timePerPiece: number;
  /** Milliseconds for all pieces together. */
  readonly timeForAll: number;
}

export const READING_LIMITS: ReadingLimits = { calls: 6, timePerPiece: 3_000, timeForAll: 10_000 };

/** Makes one call. Throws a `RefusedError` where AWS or the network is in the way; any other error is our own fault. */
export type Ask = <T>(question: Question, send: (options: SendOptions) => Promise<T>) => Promise<T>;

export interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

/** One reading of evidence: what it may still spend, and on what. */
export class Reading {
  readonly #limits: ReadingLimits;
  readonly #role: string;
  readonly #now: () => number;
  readonly #endsAt: number;
  #callsLeft: number;

  constructor(limits: ReadingLimits, role: string, now: () => number) {
    this.#limits = limits;
    this.#role = role;
    this.#now = now;
    this.#endsAt = now() + limits.timeForAll;
    this.#callsLeft = limits.calls;
  }

  get callsLeft(): number {
    return this.#callsLeft;
  }

  /** One piece of evidence, or why it is not there. Throws only for faults of our own. */
  async read<T>(work: (ask: Ask) => Promise<Read<T>>): Promise<Read<T>> {
    const time = Math.min(this.#limits.timePerPiece, this.#endsAt - this.#now());
    if (time <= 0)
      return unavailable(`not read: the ${this.#limits.timeForAll / 1000} s that one diagnosis may take were over`);
    let asked: string | undefined;
    try {
      return await withinTime(time, (signal) =>
        work((question, send) => {
          asked = question.action;
          return this.#ask(question, send, signal);
        }),
      );
    } catch (error) {
      if (error instanceof RefusedError) return unavailable(error.message);
      if (error instanceof LateError) return unavailable(`${asked ?? 'AWS'} gave ${error.message}`);
      throw error;
    }
  }

  async #ask<T>(question: Question, send: (options: SendOptions) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw new RefusedError('late', `${question.action} was not asked: the time was over`);
    if (this.#callsLeft === 0)
      throw new RefusedError(
        'spent',
        `not read: the ${this.#limits.calls} calls that one diagnosis may make were spent`,
      );
    this.#callsLeft -= 1;
    try {
      return await send({ abortSignal: signal });
    } catch (error) {
      throw refusalOf(error, question, this.#role) ?? error;
    }
  }
}

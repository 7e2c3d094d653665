/** What happened in a run: always as a number that two equal runs share, in words only where somebody wants to read. */
export class Trace {
  #hash = 0x811c9dc5;
  #steps = 0;
  readonly #now: () => number;
  readonly #lines: string[] | undefined;

  constructor(now: () => number, { inWords = false } = {}) {
    this.#now = now;
    this.#lines = inWords ? [] : undefined;
  }

  /** Equal for two runs that did the same. */
  get hash(): string {
    return `${(this.#hash >>> 0).toString(16).padStart(8, '0')}-${this.#steps}`;
  }

  get steps(): number {
    return this.#steps;
  }

  /** The last steps in words, oldest first. */
  last(most: number): readonly string[] {
    return this.#lines?.slice(-most) ?? [];
  }

  note(who: string, what: string, outcome: string, detail?: () => string): void {
    this.#steps += 1;
    this.#mix(this.#now() & 0xffffffff);
    this.#take(who);
    this.#take(what);
    this.#take(outcome);
    if (this.#lines === undefined) return;
    const at = new Date(this.#now()).toISOString().slice(8, 23);
    const more = detail?.() ?? '';
    this.#lines.push(`${at}  ${who.padEnd(14)} ${what.padEnd(18)} ${outcome}${more === '' ? '' : `  ${more}`}`);
    if (this.#lines.length > 2 * LONGEST_SCRIPT) this.#lines.splice(0, LONGEST_SCRIPT);
  }

  /** Something that must be equal too, and that nobody needs to read. */
  #take(text: string): void {
    for (let index = 0; index < text.length; index++) this.#mix(text.charCodeAt(index));
  }

  #mix(value: number): void {
    this.#hash = Math.imul(this.#hash ^ value, 0x01000193);
  }
}

const LONGEST_SCRIPT = 5_000;

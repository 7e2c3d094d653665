import type { JsonObject } from '../domain/json';
import { redact } from '../domain/redaction/redact';
import type { UnreadPart } from '../render/answer';
import type { Answered, Refused } from './diagnose-ports';

/** The parts of a recording that a diagnosis fills. */
export type WorldPart =
  | 'services'
  | 'tasks'
  | 'taskDefinitions'
  | 'serviceDeployments'
  | 'serviceRevisions'
  | 'targetGroups'
  | 'targetHealth'
  | 'containerInstances';

/** Collects what was read into the form of a recording, and what could not be read beside it. */
export class LiveWorld {
  readonly #parts = new Map<WorldPart, JsonObject[]>();
  readonly #logs = new Map<string, Map<string, readonly string[]>>();
  readonly #unavailable = new Map<string, string>();
  readonly #unread = new Map<string, UnreadPart>();

  /** Keeps what came, and answers it; notes what did not, and answers undefined. */
  take<T>(what: string, part: WorldPart | undefined, answer: Answered<T>): T | undefined {
    if (answer.state === 'known') return answer.value;
    this.refuse(what, answer);
    if (part !== undefined && !this.#unavailable.has(part)) this.#unavailable.set(part, answer.reason);
    return undefined;
  }

  refuse(what: string, { reason, action, kind }: Refused): void {
    // AWS names each resource; a permission that is missing is told once.
    const key = kind === 'denied' ? action : `${action} ${reason}`;
    if (!this.#unread.has(key))
      this.#unread.set(key, { what, reason: redact(reason).text, action, denied: kind === 'denied' });
  }

  add(part: WorldPart, values: readonly JsonObject[]): void {
    this.#parts.set(part, [...(this.#parts.get(part) ?? []), ...values]);
  }

  addLog(group: string, stream: string, lines: readonly string[]): void {
    const streams = this.#logs.get(group) ?? new Map<string, readonly string[]>();
    this.#logs.set(group, streams.set(stream, lines));
  }

  /** Why the logs, or those of one group, are not there; the first reason stands. */
  withoutLog(group: string | undefined, because: string): void {
    const key = group === undefined ? 'logs' : `logs:${group}`;
    if (!this.#unavailable.has(key)) this.#unavailable.set(key, because);
  }

  /** What was added to a part. */
  part(part: WorldPart): readonly JsonObject[] {
    return this.#parts.get(part) ?? [];
  }

  get unread(): readonly UnreadPart[] {
    return [...this.#unread.values()];
  }

  /** The world as a recording: JSON. */
  recording(id: string, source: string): JsonObject {
    return {
      id,
      source,
      events: [],
      ...Object.fromEntries(this.#parts),
      ...(this.#logs.size === 0
        ? {}
        : {
            logs: Object.fromEntries([...this.#logs].map(([group, streams]) => [group, Object.fromEntries(streams)])),
          }),
      ...(this.#unavailable.size === 0 ? {} : { unavailable: Object.fromEntries(this.#unavailable) }),
    };
  }
}

import { asObject, asObjects, type JsonObject } from '../../../lib/domain/json';
import { eventsIn } from '../../domain/incident/recorded-happenings';
import type { HostileWorld } from './hostile-world';

/**
 * What becomes of a hostile message. `comes-back`: again and again, until its queue gives it to the dead-letter queue.
 * `left-alone`: taken, and nothing follows. `counted`: its stop is one of the incident. `kept`: its stop is a row that
 * no incident counts.
 */
export type Outcome = 'comes-back' | 'left-alone' | 'counted' | 'kept';

export interface HostileCase {
  /** In the list of bad inputs. */
  readonly number: number;
  readonly what: string;
  readonly body: string;
  readonly outcome: Outcome;
  /** Whose stop it is; default `HOSTILE_TASK`. */
  readonly task?: string;
  /** What else must hold when all is done. */
  readonly check?: (world: HostileWorld) => void;
}

/** Recorded stops of one and the same service; what is hostile is composed from the first of them. */
export const [FIRST, SECOND] = [
  'image-tag-not-found/agent-422-owncloud-latest.json',
  'out-of-memory/agent-1027-oom.json',
].map((path) => {
  const [event] = eventsIn(path);
  if (event === undefined) throw new Error(`${path} holds no event`);
  return event;
}) as [JsonObject, JsonObject];

export const taskIdOf = (event: JsonObject): string =>
  String(asObject(event['detail'])?.['taskArn']).replace(/^.*\//, '');

export const HOSTILE_TASK = 'bad0bad0bad0bad0bad0bad0bad0bad0';
export const HOSTILE_ARN = `arn:aws:ecs:us-east-1:111122223333:task/prod/${HOSTILE_TASK}`;

/** Composed: the first recorded stop, of another task, with changes. A member that is undefined is left out. */
export const stopEvent = (detail: JsonObject = {}, envelope: JsonObject = {}): JsonObject => ({
  ...FIRST,
  ...envelope,
  detail: { ...asObject(FIRST['detail']), taskArn: HOSTILE_ARN, ...detail },
});

export const stopBody = (detail: JsonObject = {}, envelope: JsonObject = {}): string =>
  JSON.stringify(stopEvent(detail, envelope));

/** The same with changes in its one container. */
export const containerBody = (container: JsonObject, detail: JsonObject = {}): string => {
  const [first] = asObjects(asObject(FIRST['detail'])?.['containers']);
  return stopBody({ containers: [{ ...first, ...container }], ...detail });
};

/** Cases of one number, by name. */
export const casesOf = (
  number: number,
  outcome: Outcome,
  bodies: Readonly<Record<string, string>>,
  check?: HostileCase['check'],
): readonly HostileCase[] =>
  Object.entries(bodies).map(([what, body]) => ({
    number,
    what,
    body,
    outcome,
    ...(check === undefined ? {} : { check }),
  }));

/** The deepest JSON that a message has room for. */
export const deep = (levels: number, open = '[', close = ']'): string => open.repeat(levels) + close.repeat(levels);

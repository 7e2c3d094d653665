import { shown } from '../domain/ecs-events/parse-task';
import { asObject } from '../domain/json';

/** What the schedule asks for: what is due, or a look at all services. */
export type Run = 'due' | 'sweep';

/** The run that an invocation of keep-watch asks for. Throws for any other input. */
export function parseRun(input: unknown): Run {
  const object = asObject(input);
  const run = object?.['run'];
  if (run === 'due' || run === 'sweep') return run;
  const got = object === undefined ? shown(input) : `an object whose "run" is ${shown(run)}`;
  throw new TypeError(`expected {"run": "due"} or {"run": "sweep"} from the schedule, got ${got}`);
}

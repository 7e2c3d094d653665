import { asObject } from '../domain/json';

/** What the schedule asks for: what is due, or a look at all services. */
export type Run = 'due' | 'sweep';

/** The run that an invocation of keep-watch asks for. Throws for any other input. */
export function parseRun(input: unknown): Run {
  const run = asObject(input)?.['run'];
  if (run === 'due' || run === 'sweep') return run;
  throw new TypeError(
    `expected {"run": "due"} or {"run": "sweep"} from the schedule, got ${(JSON.stringify(input) ?? 'nothing').slice(0, 200)}`,
  );
}

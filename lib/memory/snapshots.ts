import { asText, type JsonObject } from '../domain/json';
import { parseTimestamp } from '../domain/timestamp';

interface Snapshot<T> {
  readonly key: string;
  readonly at: number;
  readonly values: readonly T[];
}

/**
 * What was recorded of some things over time, each parsed once. The answer to a time is, of each thing, the latest
 * snapshot that is not later; one without `at` is as old as the world.
 */
export function snapshotsOf<T>(
  recorded: readonly JsonObject[],
  parse: (value: JsonObject) => readonly T[],
): (now: number) => readonly T[] {
  const all: readonly Snapshot<T>[] = recorded.map((one) => ({
    key: asText(one['serviceArn']) ?? asText(one['serviceName']) ?? asText(one['targetGroupArn']) ?? '',
    at: parseTimestamp(one['at']) ?? Number.NEGATIVE_INFINITY,
    values: parse(one),
  }));
  return (now) => {
    const latest = new Map<string, Snapshot<T>>();
    for (const snapshot of all)
      if (snapshot.at <= now && snapshot.at >= (latest.get(snapshot.key)?.at ?? Number.NEGATIVE_INFINITY))
        latest.set(snapshot.key, snapshot);
    return [...latest.values()].flatMap(({ values }) => values);
  };
}

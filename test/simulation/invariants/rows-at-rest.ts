import { parseEcsEvent } from '../../../lib/domain/ecs-events/parse-ecs-event';
import { happeningOf } from '../../../lib/domain/incident/happening-of';
import { type Row, rowIdOf, type StopRow } from '../../../lib/domain/incident/row';
import { subjectKey } from '../../../lib/domain/incident/subject';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Story, StoryEvent } from '../stories/story';
import type { Watcher } from './watcher';

/**
 * I-8, I-11, I-13, I-15, I-16: the rows are what the set of events says, whatever became of their order; each failing
 * task is counted once by one incident, or late; each incident has counted its rows.
 */
export function checkRows(stories: readonly Story[], store: MemoryStore, watcher: Watcher): void {
  const found = new Map<string, Row>();
  for (const row of store.rows()) found.set(keyOf(row), row);
  const expected = new Set<string>();
  for (const story of stories) {
    const harmless = new Set(story.harmless);
    for (const told of latestOf(story.events)) {
      const event = parseEcsEvent(told.event);
      if (event.type === 'unusable' || event.type === 'not-ours') throw new Error(`a story tells ${event.because}`);
      const happening = happeningOf(event, told.diagnosis, Number.MAX_SAFE_INTEGER);
      if (happening === undefined) continue;
      const isStop = happening.kind === 'stop';
      const key = `${subjectKey(story.subject)} ${isStop ? happening.taskId : `${happening.at} ${happening.entryId}`}`;
      expected.add(key);
      const row = found.get(key);
      if (row === undefined) watcher.violate('I-8', `an event left no row: ${key}`);
      else if (row.type === 'stop' && isStop) {
        const isSame =
          row.version === happening.version &&
          isTimeOf(row, happening.at, told.at) &&
          row.revision === happening.revision &&
          row.cause === told.diagnosis?.cause &&
          row.exitCode === told.diagnosis?.exitCode;
        if (!isSame && !watcher.raced.has(row.taskId))
          watcher.violate('I-11', `the row of ${key} is not what its last event says: version ${row.version}`);
        const isCounted = row.episode !== undefined;
        if (harmless.has(happening.taskId) && isCounted)
          watcher.violate('I-16', `${happening.taskId} stopped in normal life and counts as a failure`);
        if (!harmless.has(happening.taskId) && !isCounted && row.late !== true)
          watcher.violate('I-15', `${happening.taskId} failed and no incident counts it`);
      } else if (row.type === 'entry' && row.at !== happening.at)
        watcher.violate('I-13', `the row of ${key} has another time`);
    }
  }
  for (const [key, row] of found)
    if (!expected.has(key) && !(row.type === 'entry' && isOurs(row.what)) && row.type !== 'decision')
      watcher.violate('I-8', `a row that no event says: ${key}`);
  checkCounts([...found.values()], watcher);
}

/** A time that lies in the future is taken for that of its arrival. */
const isTimeOf = ({ at }: Row, own: number, sentAt: number): boolean =>
  at === own || (own > sentAt && at >= sentAt && at < own);

/** What ecs-medic said, decided or did itself. */
const isOurs = (what: string): boolean => /^(?:alert|decision|action|verification|hold)-/.test(what);

function checkCounts(rows: readonly Row[], watcher: Watcher): void {
  const counted = new Map<string, number>();
  for (const row of rows)
    if (row.type === 'stop' && row.episode !== undefined && row.late !== true) {
      const id = `${subjectKey(row.subject)}#${row.episode}`;
      counted.set(id, (counted.get(id) ?? 0) + 1);
    }
  for (const [id, { incident }] of watcher.incidents)
    if (incident.stops !== (counted.get(id) ?? 0))
      watcher.violate('I-15', `${id} says ${incident.stops} stops, its rows ${counted.get(id) ?? 0}`);
}

/** Of one task the event with the highest version. */
function latestOf(events: readonly StoryEvent[]): readonly StoryEvent[] {
  const latest = new Map<string, StoryEvent>();
  for (const [index, told] of events.entries()) {
    const key = told.taskId ?? String(index);
    const before = latest.get(key);
    if (before === undefined || versionOf(told) > versionOf(before)) latest.set(key, told);
  }
  return [...latest.values()];
}

const versionOf = ({ event }: StoryEvent): number => Number((event['detail'] as { version?: number }).version ?? 0);

const keyOf = (row: Row): string =>
  `${subjectKey(row.subject)} ${row.type === 'stop' ? (row as StopRow).taskId : `${row.at} ${rowIdOf(row)}`}`;

import type { Timeline, TimelineEntry } from '../../../domain/timeline/timeline';
import { type DeploymentSpan, deploymentSpans } from '../deployment-spans';
import { isAction } from './actions-lane';
import { countedEntries } from './counts-lane';
import { type IncidentSpan, incidentSpans } from './incident-spans';

/** What is drawn of a story. Times are in order; never none. */
export interface ShownStory {
  readonly incidents: readonly IncidentSpan[];
  readonly deployments: readonly DeploymentSpan[];
  readonly stops: readonly TimelineEntry[];
  readonly alerts: readonly TimelineEntry[];
  readonly actions: readonly TimelineEntry[];
  readonly times: readonly number[];
}

/** What the picture draws; with `all` noise too. All stops are drawn, so that their numbers add up. */
export function shownStory(story: Timeline, all: boolean): ShownStory {
  const isShown = ({ importance }: TimelineEntry) => all || importance !== 'noise';
  const incidents = incidentSpans(story);
  const deployments = deploymentSpans(story.entries);
  const stops = story.entries.filter(({ type }) => type === 'stop');
  const alerts = story.entries.filter((entry) => entry.type === 'alert' && isShown(entry));
  const actions = story.entries.filter((entry) => isAction(entry) && isShown(entry));
  const times = [
    ...incidents.flatMap(({ startAt, recoveredAt, closedAt }) => [startAt, recoveredAt, closedAt]),
    ...deployments.flatMap(({ startAt, endAt }) => [startAt, endAt]),
    ...[...stops, ...alerts, ...actions].flatMap(({ occurredAt, lastAt }) => [occurredAt, lastAt]),
    ...changes(story.entries),
  ]
    .filter((time) => time !== undefined)
    .sort((one, other) => one - other);
  const [first] = story.entries;
  return { incidents, deployments, stops, alerts, actions, times: times.length > 0 ? times : [first?.occurredAt ?? 0] };
}

/** When counts changed: that they stayed as they were is no event. */
const changes = (entries: readonly TimelineEntry[]): readonly number[] =>
  countedEntries(entries)
    .filter(
      ({ running, desired }, index, all) =>
        index === 0 || all[index - 1]?.running !== running || all[index - 1]?.desired !== desired,
    )
    .map(({ occurredAt }) => occurredAt);

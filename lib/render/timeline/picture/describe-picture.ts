import type { Timeline, TimelineEntry } from '../../../domain/timeline/timeline';
import { counted, listed } from '../../words';
import { type DeploymentSpan, OUTCOME_WORDS } from '../deployment-spans';
import { timelineSummary } from '../timeline-summary';
import type { ZoneClock } from '../zone-clock';
import type { LegendItem } from './legend';

/** Deployments and causes that a description names. */
const MOST_NAMED = 12;

/** What the picture shows, for those who do not see it. */
export function describePicture(
  timeline: Timeline,
  spans: readonly DeploymentSpan[],
  items: readonly LegendItem[],
  shown: { readonly alerts: readonly TimelineEntry[]; readonly actions: readonly TimelineEntry[] },
  clock: ZoneClock,
): string {
  const deployments = spans.map(
    ({ revision, outcome }) => `${revision === undefined ? '' : `revision ${revision} `}${OUTCOME_WORDS[outcome]}`,
  );
  const causes = items.map(({ words, count }) => `${words} (${counted(count, 'stop')})`);
  return [
    timelineSummary(timeline, clock),
    ...(deployments.length === 0 ? [] : [`Deployments: ${listed(deployments, MOST_NAMED)}.`]),
    ...(causes.length === 0 ? [] : [`Stops: ${listed(causes, MOST_NAMED)}.`]),
    `${counted(shown.alerts.length, 'alert')}, ${counted(shown.actions.length, 'action')}. Times: ${clock.zone}.`,
  ].join(' ');
}

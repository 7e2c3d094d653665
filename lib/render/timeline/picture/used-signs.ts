import type { Timeline } from '../../../domain/timeline/timeline';
import { endsOf, tellsEnd } from './alerts-lane';
import type { UsedSigns } from './draw-legend';
import type { ShownStory } from './shown-story';
import type { TimeScale } from './time-scale';

/** Which signs, other than those of stops, the legend has to explain. */
export function usedSigns(story: Timeline, { incidents, alerts, actions }: ShownStory, scale: TimeScale): UsedSigns {
  const ends = endsOf(story.entries);
  const posts = alerts.filter(({ importance }) => importance !== 'noise');
  return {
    incidents: incidents.length > 0,
    recoveries: incidents.some(({ recoveredAt }) => recoveredAt !== undefined),
    alerts: posts.some((alert) => !tellsEnd(alert, ends)),
    ends: posts.some((alert) => tellsEnd(alert, ends)),
    edits: posts.length < alerts.length,
    decisions: actions.some(({ type }) => type === 'decision'),
    breaks: scale.breaks.length > 0,
  };
}

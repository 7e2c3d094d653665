import type { Timeline } from '../domain/timeline/timeline';
import type { Screen } from '../render/terminal/paint';
import { timelineText } from '../render/terminal/timeline-text';
import { timelineMarkdown } from '../render/timeline/timeline-markdown';
import type { TimelineOptions } from '../render/timeline/timeline-options';

export const TIMELINE_FORMS = ['text', 'markdown'] as const;
export type TimelineForm = (typeof TIMELINE_FORMS)[number];

/** A timeline in the form that is asked for. */
export function timelineIn(form: TimelineForm, timeline: Timeline, options: TimelineOptions, screen: Screen): string {
  switch (form) {
    case 'text':
      return timelineText(screen, timeline, options);
    case 'markdown':
      return timelineMarkdown(timeline, options);
  }
}

import type { Timeline } from '../domain/timeline/timeline';
import type { Screen } from '../render/terminal/paint';
import { timelineText } from '../render/terminal/timeline-text';
import { timelineHtml } from '../render/timeline/timeline-html';
import { timelineJson } from '../render/timeline/timeline-json';
import { timelineMarkdown } from '../render/timeline/timeline-markdown';
import type { TimelineOptions } from '../render/timeline/timeline-options';
import { timelineSvg } from '../render/timeline/timeline-svg';

export const TIMELINE_FORMS = ['text', 'markdown', 'html', 'svg', 'json'] as const;
export type TimelineForm = (typeof TIMELINE_FORMS)[number];

/** Forms of which one document holds one story. */
export const isOneStory = (form: string): boolean => form === 'html' || form === 'svg';

/** A timeline in the form that is asked for. */
export function timelineIn(form: TimelineForm, timeline: Timeline, options: TimelineOptions, screen: Screen): string {
  switch (form) {
    case 'text':
      return timelineText(screen, timeline, options);
    case 'markdown':
      return timelineMarkdown(timeline, options);
    case 'html':
      return timelineHtml(timeline, options);
    case 'svg':
      return timelineSvg(timeline, options);
    case 'json':
      return timelineJson(timeline, options);
  }
}

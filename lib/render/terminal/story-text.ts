import type { Story } from '../story';
import { dayOf } from '../words';
import { layOut } from './block';
import { briefText, toldText } from './entry-text';
import type { Screen } from './paint';
import { whyText } from './why-text';
import { headingOf, leftAlone, unexplained } from './world-frame';

export interface StoryTextOptions {
  readonly why: boolean;
  /** False leaves out the line with the id, where there is but one short text. */
  readonly heading: boolean;
}

/** A world as it would have been told to a person, entry by entry. */
export function storyText(screen: Screen, story: Story, { why, heading }: StoryTextOptions): string {
  const lines: string[] = heading ? [headingOf(screen, story), ''] : [];
  let day: string | undefined;
  let dense = true;
  for (const entry of story.entries) {
    const today = entry.at === undefined ? undefined : dayOf(entry.at);
    if (today !== undefined && today !== day) {
      if (day !== undefined) lines.push('');
      lines.push(screen.paint(`${today}, UTC`, 'dim'), ...(entry.manner === 'told' ? [] : ['']));
      day = today;
      dense = true;
    }
    const full = entry.manner === 'told';
    if ((full || !dense) && lines.length > 0 && lines.at(-1) !== '') lines.push('');
    lines.push(...(full ? toldText(screen, entry) : briefText(screen, entry)));
    if (why) lines.push(...whyText(screen, entry.diagnosis));
    dense = !full && !why;
  }
  if (story.entries.length === 0 && story.unexplained === 0)
    lines.push(...layOut(screen, { text: 'Nothing is wrong that can be seen here.', styles: ['green'], mark: '✓ ' }));
  if (story.unexplained > 0 && lines.at(-1) !== '') lines.push('');
  return [...lines, ...unexplained(screen, story), ...leftAlone(screen, story, why), ''].join('\n');
}

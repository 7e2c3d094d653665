import type { EntryType, Timeline, TimelineEntry } from '../../domain/timeline/timeline';
import { type StoryLine, storyLines } from './story-lines';
import type { ZoneClock } from './zone-clock';

/** Lines of a story, day headers and folded stops included. */
export const LONGEST_STORY = 25;

/** What a timeline shows, line by line. */
export interface ChosenStory {
  readonly lines: readonly StoryLine[];
  /** Entries that are not shown; those between two shown ones are told by a line of their own. */
  readonly leftOut: number;
}

/** Of equal importance, what tells more of the story comes first. */
const BY_WEIGHT: readonly EntryType[] = [
  'closed',
  'recovery',
  'diagnosis',
  'action',
  'deployment',
  'alert',
  'stop',
  'verification',
  'decision',
  'correction',
  'schedule',
  'service',
  'mute',
  'note',
  'start',
];

/** The story of at most 25 lines: what it needs, then what fits of the rest but noise. With `all` everything. */
export function chooseEntries({ entries }: Timeline, clock: ZoneClock, all: boolean): ChosenStory {
  if (all) return { lines: storyLines(entries, clock), leftOut: 0 };
  const keys = entries.filter(({ importance }) => importance === 'key');
  const story = storyLines(keys, clock);
  if (story.length > LONGEST_STORY) return shortened(entries.length, keys, clock);
  const chosen = new Set(keys);
  const inOrder = () => entries.filter((entry) => chosen.has(entry));
  for (const entry of byWeight(entries.filter(({ importance }) => importance === 'normal'))) {
    if (chosen.size >= LONGEST_STORY) break;
    chosen.add(entry);
    if (storyLines(inOrder(), clock).length > LONGEST_STORY) chosen.delete(entry);
  }
  return { lines: storyLines(inOrder(), clock), leftOut: entries.length - chosen.size };
}

const byWeight = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  [...entries].sort((one, other) => BY_WEIGHT.indexOf(one.type) - BY_WEIGHT.indexOf(other.type));

/** How a long story began and how it ended, with one line for all between. */
function shortened(total: number, keys: readonly TimelineEntry[], clock: ZoneClock): ChosenStory {
  for (let each = LONGEST_STORY; each > 0; each--) {
    const head = keys.slice(0, Math.ceil(each / 2));
    const tail = keys.slice(keys.length - Math.floor(each / 2));
    const skipped = keys.slice(head.length, keys.length - tail.length);
    if (skipped.length === 0) continue;
    const lines = storyLines([...head, { skipped }, ...tail], clock);
    if (lines.length <= LONGEST_STORY) return { lines, leftOut: total - head.length - tail.length };
  }
  return { lines: storyLines([{ skipped: keys }], clock), leftOut: total };
}

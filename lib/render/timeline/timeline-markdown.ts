import type { Timeline, TimelineEntry } from '../../domain/timeline/timeline';
import { cutText } from '../clean-text';
import { counted, durationOf } from '../words';
import { chooseEntries } from './choose-entries';
import { cleanTimeline } from './clean-timeline';
import { durationFacts } from './duration-facts';
import { elapsedWords } from './elapsed-words';
import { actorWords, recordLag, TYPE_WORDS } from './entry-words';
import { escapeMarkdown, markdownBlock, markdownCode } from './escape-markdown';
import { firstFailureOf } from './first-failure';
import { mermaidGantt } from './mermaid-gantt';
import { shownTimes } from './shown-times';
import type { StoryLine } from './story-lines';
import type { TimelineOptions } from './timeline-options';
import { subjectWords, timelineSummary } from './timeline-summary';
import { type ZoneClock, zoneClock } from './zone-clock';

/** Of a quote in the table; with `all` the whole stands below it. */
const LONGEST_QUOTE = 180;

/**
 * The story as GitHub's Markdown: a summary, the five durations, a picture in Mermaid and the table. With `all` every
 * entry, and the evidence in full. Throws RangeError where the time zone is not known.
 */
export function timelineMarkdown(timeline: Timeline, { timeZone, all = false }: TimelineOptions): string {
  const shown = cleanTimeline(timeline);
  const clock = zoneClock(timeZone, shownTimes(shown));
  const { lines, leftOut } = chooseEntries(shown, clock, all);
  const sections = [
    `# ${escapeMarkdown(`Timeline of ${subjectWords(shown)}`)}`,
    escapeMarkdown(timelineSummary(shown, clock)),
    ...(firstFailureOf(shown) === undefined ? [] : [durationsTable(shown)]),
    ...(lines.length === 0 ? [] : [pictureOf(shown, lines, clock), storyTable(shown, lines, clock)]),
    ...(leftOut === 0
      ? []
      : [`${counted(leftOut, 'entry').replace(/entrys$/, 'entries')} left out: \`--all\` shows them.`]),
    ...(all ? evidence(shown, clock) : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function durationsTable({ durations }: Timeline): string {
  const facts = durationFacts(durations);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(facts.map(({ name }) => name)), row(facts.map(() => '---')), row(facts.map(({ length }) => length))].join(
    '\n',
  );
}

function pictureOf(timeline: Timeline, lines: readonly StoryLine[], clock: ZoneClock): string {
  const entries = lines.flatMap((line) => (line.kind === 'entry' ? [line.entry] : []));
  return `\`\`\`mermaid\n${mermaidGantt({ ...timeline, entries }, clock)}\n\`\`\``;
}

function storyTable(timeline: Timeline, lines: readonly StoryLine[], clock: ZoneClock): string {
  const from = firstFailureOf(timeline);
  const [first] = timeline.entries;
  const day = first === undefined || lines[0]?.kind === 'heading' ? '' : `, ${clock.day(first.occurredAt)}`;
  return [
    `Times: ${escapeMarkdown(clock.zone)}${day}. T: the first failure.`,
    '',
    '| time | T+ | what | source |',
    '| --- | --- | --- | --- |',
    ...lines.map((line) => rowOf(line, from, clock)),
  ].join('\n');
}

function rowOf(line: StoryLine, from: number | undefined, clock: ZoneClock): string {
  if (line.kind === 'heading') return `| **${escapeMarkdown(line.text)}** | | | |`;
  if (line.kind === 'more') return `| | | _${escapeMarkdown(line.text)}_ | |`;
  const { entry } = line;
  const elapsed = from === undefined ? '' : elapsedWords(entry.occurredAt, from);
  return `| ${clock.time(entry.occurredAt)} | ${elapsed} | ${whatOf(entry)} | ${escapeMarkdown(entry.source)} |`;
}

function whatOf(entry: TimelineEntry): string {
  const { type, title, importance, detail, confidence, before, after } = entry;
  const lag = recordLag(entry);
  const aside = [
    actorWords(entry),
    before === undefined || after === undefined ? undefined : `${before} → ${after}`,
    confidence === undefined ? undefined : confidence,
    lag === undefined ? undefined : `written down ${durationOf(lag)} later`,
  ].filter((one) => one !== undefined);
  const text = escapeMarkdown(`${title}${aside.length === 0 ? '' : ` (${aside.join(', ')})`}`);
  const [quote] = type === 'diagnosis' && importance === 'key' ? (detail ?? []) : [];
  const proof = quote === undefined ? '' : `<br>${markdownCode(cutText(quote, LONGEST_QUOTE))}`;
  return `**${TYPE_WORDS[type]}** ${text}${proof}`;
}

/** What the entries rest on, in full. */
function evidence({ entries }: Timeline, clock: ZoneClock): readonly string[] {
  const pieces = entries.flatMap(({ occurredAt, title, detail = [], taskIds = [] }) => {
    const lines = [...detail, ...(taskIds.length === 0 ? [] : [`tasks: ${taskIds.join(' ')}`])];
    return lines.length === 0 ? [] : [`${clock.time(occurredAt)} ${escapeMarkdown(title)}\n\n${markdownBlock(lines)}`];
  });
  return pieces.length === 0 ? [] : ['## Evidence', ...pieces];
}

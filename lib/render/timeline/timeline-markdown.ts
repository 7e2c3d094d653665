import type { Durations, Timeline, TimelineEntry, TimelineIncident } from '../../domain/timeline/timeline';
import { cutText } from '../clean-text';
import { counted, durationOf, listed } from '../words';
import { causeTitle } from './cause-title';
import { chooseEntries } from './choose-entries';
import { cleanTimeline } from './clean-timeline';
import { durationFacts } from './duration-facts';
import { elapsedWords } from './elapsed-words';
import { actorWords, recordLag, TYPE_WORDS } from './entry-words';
import { escapeMarkdown, markdownBlock, markdownCode } from './escape-markdown';
import { countsFrom, firstFailureOf } from './first-failure';
import { mermaidGantt } from './mermaid-gantt';
import { shownTimes } from './shown-times';
import type { StoryLine } from './story-lines';
import type { TimelineOptions } from './timeline-options';
import { subjectWords, timelineSummary } from './timeline-summary';
import { type ZoneClock, zoneClock } from './zone-clock';

/** Of a quote in the table; with `all` the whole stands below it. */
const LONGEST_QUOTE = 180;
/** Of the story of a service; with `all` every one. */
const MOST_INCIDENTS = 10;

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
    ...durationsTable(shown, clock, all),
    ...(lines.length === 0 ? [] : [pictureOf(shown, lines, clock), storyTable(shown, lines, clock)]),
    ...(leftOut === 0
      ? []
      : [`${counted(leftOut, 'entry').replace(/entrys$/, 'entries')} left out: \`--all\` shows them.`]),
    ...(all ? evidence(shown, clock) : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The five durations; in the story of a service those of each incident. */
function durationsTable(timeline: Timeline, clock: ZoneClock, all: boolean): readonly string[] {
  const { durations, incidents } = timeline;
  const names = durationFacts({}).map(({ name }) => name);
  const lengths = (of: Durations) => durationFacts(of).map(({ length }) => length);
  if (incidents === undefined)
    return firstFailureOf(timeline) === undefined ? [] : [tableOf(names, [lengths(durations)])];
  if (incidents.length === 0) return [];
  const told = all ? incidents : incidents.slice(-MOST_INCIDENTS);
  const more = incidents.length - told.length;
  const rows = told.map((incident) => [
    ...[incident.incidentId, openedWords(incident, clock), causeWords(incident)].map(escapeMarkdown),
    ...lengths(incident.durations),
  ]);
  return [
    tableOf(['Incident', 'Opened', 'Cause', ...names], rows),
    ...(more === 0 ? [] : [`${counted(more, 'earlier incident')} left out: \`--all\` shows them.`]),
  ];
}

const openedWords = ({ openedAt }: TimelineIncident, clock: ZoneClock): string =>
  `${clock.day(openedAt)} ${clock.changes ? clock.time(openedAt) : clock.minute(openedAt)}`;

const causeWords = ({ causes, stops }: TimelineIncident): string =>
  `${causes.length === 0 ? 'not known' : listed(causes.map(causeTitle), 3)} (${counted(stops, 'stop')})`;

/** A table of cells that are escaped. */
const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function pictureOf(timeline: Timeline, lines: readonly StoryLine[], clock: ZoneClock): string {
  const entries = lines.flatMap((line) => (line.kind === 'entry' ? [line.entry] : []));
  return `\`\`\`mermaid\n${mermaidGantt({ ...timeline, entries }, clock)}\n\`\`\``;
}

function storyTable(timeline: Timeline, lines: readonly StoryLine[], clock: ZoneClock): string {
  const from = countsFrom(timeline);
  const [first] = timeline.entries;
  const day = first === undefined || lines[0]?.kind === 'heading' ? '' : `, ${clock.day(first.occurredAt)}`;
  return [
    `Times: ${escapeMarkdown(clock.zone)}${day}. T: the first failure${timeline.incidents === undefined ? '' : ' of the incident'}.`,
    '',
    '| time | T+ | what | source |',
    '| --- | --- | --- | --- |',
    ...lines.map((line) => rowOf(line, from, clock)),
  ].join('\n');
}

function rowOf(line: StoryLine, fromOf: (entry: TimelineEntry) => number | undefined, clock: ZoneClock): string {
  if (line.kind === 'heading') return `| **${escapeMarkdown(line.text)}** | | | |`;
  if (line.kind === 'more') return `| | | _${escapeMarkdown(line.text)}_ | |`;
  const { entry } = line;
  const from = fromOf(entry);
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

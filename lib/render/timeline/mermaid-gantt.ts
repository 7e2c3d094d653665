import type { EntryType, Timeline, TimelineEntry } from '../../domain/timeline/timeline';
import { cutText } from '../clean-text';
import { type DeploymentSpan, deploymentSpans, OUTCOME_WORDS } from './deployment-spans';
import { TYPE_WORDS } from './entry-words';
import { subjectWords } from './timeline-summary';
import { type ZoneClock, zoneClock } from './zone-clock';

const LONGEST_LABEL = 70;
/** A bar that is shorter would not be seen. Milliseconds. */
const SHORTEST_BAR = 1000;

const SECTIONS: readonly (readonly [string, readonly EntryType[]])[] = [
  ['Stops', ['stop']],
  ['Diagnoses', ['diagnosis', 'correction']],
  ['Alerts', ['alert', 'mute']],
  ['Actions', ['decision', 'action', 'verification', 'schedule']],
  ['Outcome', ['service', 'recovery', 'closed']],
];

const TAGS: Readonly<Record<DeploymentSpan['outcome'], string>> = {
  completed: 'done, ',
  failed: 'crit, ',
  'rolled-back': 'crit, ',
  'in-progress': 'active, ',
  replaced: '',
};

/**
 * The entries as a gantt of Mermaid. Mermaid draws clock times as they are written, so they are written in the zone; where
 * clocks change within, in UTC.
 */
export function mermaidGantt(timeline: Timeline, zone: ZoneClock): string {
  const clock = zone.changes ? zoneClock('UTC', []) : zone;
  const { entries } = timeline;
  const end = Math.max(...entries.map(({ occurredAt, lastAt }) => lastAt ?? occurredAt));
  const spans = deploymentSpans(entries).map((span) => deploymentTask(span, end, clock));
  const sections = SECTIONS.flatMap(([name, types]) => {
    const tasks = entries.filter(({ type }) => types.includes(type)).map((entry) => entryTask(entry, clock));
    return tasks.length === 0 ? [] : [`  section ${name}`, ...tasks];
  });
  return [
    'gantt',
    `  title ${label(`${subjectWords(timeline)}, ${clock.zone.replace(/:/g, '.')}`)}`,
    '  dateFormat YYYY-MM-DD HH:mm:ss',
    `  axisFormat ${entries.some(({ occurredAt }) => clock.day(occurredAt) !== clock.day(end)) ? '%d %b %H:%M' : '%H:%M'}`,
    ...(spans.length === 0 ? [] : ['  section Deployments', ...spans]),
    ...sections,
  ].join('\n');
}

function deploymentTask(span: DeploymentSpan, end: number, clock: ZoneClock): string {
  const { startAt, endAt = end, revision, outcome } = span;
  const name = `${revision === undefined ? 'deployment' : `revision ${revision}`} ${OUTCOME_WORDS[outcome]}`;
  return task(name, TAGS[outcome], startAt, endAt, clock);
}

function entryTask(entry: TimelineEntry, clock: ZoneClock): string {
  const { type, importance, title, count, occurredAt, lastAt } = entry;
  const tag = type === 'stop' && importance === 'key' ? 'crit, ' : '';
  const name = `${TYPE_WORDS[type]} ${label(title)}${count > 1 ? ` ×${count}` : ''}`;
  if (lastAt !== undefined && lastAt > occurredAt) return task(name, tag, occurredAt, lastAt, clock);
  return `  ${name} :${tag}milestone, ${written(occurredAt, clock)}, 0s`;
}

const task = (name: string, tag: string, from: number, to: number, clock: ZoneClock): string =>
  `  ${name} :${tag}${written(from, clock)}, ${written(Math.max(to, from + SHORTEST_BAR), clock)}`;

const written = (at: number, clock: ZoneClock): string => clock.iso(at).slice(0, 19).replace('T', ' ');

/** Words of a task: only what means nothing to Mermaid. */
const label = (text: string): string =>
  cutText(
    text
      .replace(/→/g, 'to')
      .replace(/: /g, ', ')
      .replace(/[^\p{L}\p{N} .,()/_+×…-]+/gu, ' ')
      .replace(/-{2,}/g, '-')
      .replace(/ {2,}/g, ' ')
      .trim(),
    LONGEST_LABEL,
  );

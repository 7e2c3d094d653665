import type { Change } from '../incident/change';
import { isOpen, type Severity } from '../incident/incident';
import { subjectKey } from '../incident/subject';
import { defined } from '../json';
import { shortHash } from '../text/short-hash';
import type { ActionNote } from './action-note';

/** Something about a service that people are to hear. */
export interface News {
  /** Unique for what it tells. */
  readonly key: string;
  /** What is so, without the service's name and without a full stop: the title of a notice. */
  readonly title: string;
  /** Sentences; the first one stands in the incident. */
  readonly lines: readonly [string, ...string[]];
  readonly commands: readonly string[];
  readonly severity: Severity;
  /** People are called; else only the incident's message is edited. */
  readonly loud: boolean;
  /** The incident that it belongs to. */
  readonly incidentId?: string;
}

const MOST_NOTES = 8;

/**
 * News of an incident that people know of is told in its message; loud news that has none is a notice. Quiet news
 * without an incident is kept by the rows alone.
 */
export function withNews(change: Change, news: News, now: number): Change {
  const { record } = change;
  const { incident } = record;
  const { key, title, lines, commands, severity, loud } = news;
  const hasMessage = incident?.toldAt !== undefined && (isOpen(incident) || incident.state === 'held');
  if (hasMessage && incident.id === news.incidentId) {
    const note: ActionNote = defined({
      at: now,
      title,
      text: lines.join(' '),
      command: commands.length === 0 ? undefined : commands.join('\n'),
      loud,
      told: false,
    }) as ActionNote;
    const actions = [...(incident.actions ?? []), note].slice(-MOST_NOTES);
    return { ...change, record: { ...record, incident: { ...incident, actions, changed: true } } };
  }
  if (!loud) return change;
  const notice = {
    noticeId: shortHash(`${subjectKey(record.subject)} ${key}`),
    at: now,
    subject: record.subject,
    severity,
    title,
    lines,
    commands,
  };
  return { ...change, notices: [...(change.notices ?? []), notice] };
}

import { writeFileSync } from 'node:fs';
import { incidentLine } from '../app/incident-line';
import type { ListedIncident } from '../app/list-incidents';
import type { Subject } from '../domain/incident/subject';
import { parseSubjectKey, subjectKey } from '../domain/incident/subject';
import type { Episode, TimelineFacts } from '../domain/timeline/facts';
import { incidentTimeline, serviceTimeline } from '../domain/timeline/make-timeline';
import type { Timeline } from '../domain/timeline/timeline';
import { jsonLine } from '../render/terminal/harmless';
import { incidentsText } from '../render/terminal/incidents-text';
import type { Screen } from '../render/terminal/paint';
import { durationOf } from '../render/words';
import { reasonOf } from './input/find-files';
import { complain, EXIT, print } from './output';
import { type TimelineForm, timelineIn } from './timeline-form';

/** What is asked, and how it is to be told. */
export interface TimelineQuestion {
  /** `production/orders-api#3`. */
  readonly incident?: string;
  readonly cluster?: string;
  readonly service?: string;
  readonly region?: string;
  /** How far back, in milliseconds. */
  readonly since?: number;
  readonly all: boolean;
  readonly format: TimelineForm;
  readonly timeZone: string;
  /** A file; standard output without. */
  readonly output?: string;
  readonly screen: Screen;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The incident's subject; undefined where the id is none. */
export const subjectOfIncident = (incidentId: string): Subject | undefined =>
  parseSubjectKey(incidentId.slice(0, incidentId.lastIndexOf('#')));

/** Tells one incident of what is known of its service; answers the exit code. */
export function tellIncident(facts: TimelineFacts, incident: string, question: TimelineQuestion): Promise<number> {
  const episode = facts.episodes.find(({ incidentId }) => incidentId === incident);
  if (episode === undefined) return Promise.resolve(noSuchIncident(incident, facts.episodes));
  return tell(incidentTimeline(facts, episode), question);
}

/** Tells a whole service; answers the exit code. */
export function tellService(
  facts: TimelineFacts,
  since: number | undefined,
  question: TimelineQuestion,
): Promise<number> {
  const timeline = serviceTimeline(facts, since);
  if (timeline.entries.length > 0) return tell(timeline, question);
  complain(`nothing is known of ${subjectKey(facts.subject)} in this time: --since goes further back`);
  return Promise.resolve(EXIT.unusable);
}

export function noSuchIncident(incident: string, episodes: readonly Episode[]): number {
  const known = episodes.map(({ incidentId }) => incidentId).slice(-5);
  complain(
    `there is no incident ${incident}, or nothing of it is left: ${known.length === 0 ? 'without an id, timeline lists them' : `expected one such as ${known.join(', ')}`}`,
  );
  return EXIT.unusable;
}

/** Tells which incidents there are, since a time where one was asked for; answers the exit code. */
export async function tellList(
  incidents: readonly ListedIncident[],
  question: TimelineQuestion,
  since?: number,
): Promise<number> {
  const { format, screen, now } = question;
  const told = incidents.map(({ subject, episode }) => ({ subject, incident: { ...episode, id: episode.incidentId } }));
  if (format === 'json')
    return put(
      told.map(({ subject, incident }) => `${jsonLine(incidentLine(subject, incident))}\n`).join(''),
      question,
    );
  if (format !== 'text') {
    complain(`--format ${format} tells one story: name an incident, or a service with --service`);
    return EXIT.unusable;
  }
  const hint = incidents.length === 0 ? emptyHint(since, now) : '\necs-medic timeline INCIDENT tells its story.\n';
  const list = incidentsText(
    screen,
    told.map(({ incident }) => incident),
  );
  return put(`${list}${hint}`, question);
}

const emptyHint = (since: number | undefined, now: number): string =>
  since === undefined ? '' : `None was open in the last ${durationOf(now - since)}: --since goes further back.\n`;

function tell(timeline: Timeline, question: TimelineQuestion): Promise<number> {
  const { format, timeZone, all, screen } = question;
  return put(timelineIn(format, timeline, { timeZone, all }, screen), question);
}

async function put(text: string, { output }: TimelineQuestion): Promise<number> {
  if (output === undefined) {
    await print(text);
    return EXIT.fine;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    complain(`${output} cannot be written: ${reasonOf(error)}`);
    return EXIT.unusable;
  }
  complain(`written to ${output}`);
  return EXIT.fine;
}

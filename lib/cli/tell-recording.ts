import { alertLine } from '../app/alert-line';
import { incidentLine } from '../app/incident-line';
import { replay } from '../app/replay';
import { type LeftAlone, sortEvents } from '../app/sort-events';
import { tellRehearsal } from '../app/tell-rehearsal';
import { tellStory } from '../app/tell-story';
import { timelineLine } from '../app/timeline-line';
import { verdictOf } from '../app/verdict';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import { costOf } from '../domain/incident/cost-of';
import { DEFAULT_THRESHOLDS } from '../domain/incident/thresholds';
import { rules } from '../domain/rules';
import { serviceTimeline } from '../domain/timeline/make-timeline';
import { memoryPorts } from '../memory/memory-ports';
import type { Recording } from '../memory/recording';
import { incidentsOf } from '../render/story';
import { costText, type PricedIncident } from '../render/terminal/cost-text';
import { jsonLine } from '../render/terminal/harmless';
import type { Screen } from '../render/terminal/paint';
import { rehearsalText } from '../render/terminal/rehearsal-text';
import { storyText } from '../render/terminal/story-text';
import { headingOf } from '../render/terminal/world-frame';
import { rehearseRecording } from './rehearse-recording';
import { rehearseTimeline } from './rehearse-timeline';
import { isOneStory, timelineIn } from './timeline-form';

/** `verdicts`: what the stops are explained by. The others: what the responder would tell, and open. */
export type Show = 'verdicts' | 'alerts' | 'incidents' | 'timeline';

/** For people, for programs, and the forms of a story. */
export const REPLAY_FORMS = ['text', 'jsonl', 'markdown', 'html', 'svg', 'json'] as const;
export type ReplayForm = (typeof REPLAY_FORMS)[number];

export interface TellOptions {
  /** All but the first two go with the timeline alone. */
  readonly format: ReplayForm;
  /** Absent: alerts and incidents, with what is told of between them; for people only. */
  readonly show?: Show;
  /** Milliseconds that a rehearsal goes on after the last event. */
  readonly tail: number;
  readonly why: boolean;
  readonly screen: Screen;
}

/** What is printed of one recording, and what it counts for. */
export interface ToldRecording {
  /** Nothing, or whole lines. */
  readonly output: string;
  readonly incidents: number;
  /** Values that redaction hid. */
  readonly hidden: number;
  readonly leftAlone: readonly LeftAlone[];
  /** Whole documents, one a service, where the form holds one story. */
  readonly documents?: readonly string[];
}

/** Replays a recording and says what is asked of it. */
export function tellRecording(recording: Recording, options: TellOptions): Promise<ToldRecording> {
  const { format, show } = options;
  if (show === 'timeline') return timelineOf(recording, options);
  if (format === 'text') return show === 'verdicts' ? storyOf(recording, options) : rehearsedText(recording, options);
  return show === 'alerts' || show === 'incidents' ? rehearsedLines(recording, show, options) : verdictLine(recording);
}

const replayed = (recording: Recording) => replay(recording, (now) => memoryPorts(recording, now), rules);

async function verdictLine(recording: Recording): Promise<ToldRecording> {
  const { diagnosis, leftAlone } = await replayed(recording);
  const redacted = diagnosis === undefined ? undefined : redactDiagnosis(diagnosis).diagnosis;
  const verdict = verdictOf(recording.id, redacted);
  return { output: `${jsonLine(verdict)}\n`, incidents: verdict.incident ? 1 : 0, hidden: 0, leftAlone };
}

async function rehearsedLines(
  recording: Recording,
  show: 'alerts' | 'incidents',
  { tail }: TellOptions,
): Promise<ToldRecording> {
  const { alerts, incidents } = (await rehearseRecording(recording, tail)).rehearsal;
  const lines =
    show === 'alerts'
      ? alerts.map(alertLine)
      : incidents.map(({ subject, incident }) => incidentLine(subject, incident));
  return {
    output: lines.map((line) => `${jsonLine(line)}\n`).join(''),
    incidents: incidents.length,
    hidden: 0,
    leftAlone: sortEvents(recording.events).leftAlone,
  };
}

/** Everything that happened, as the responder would have written it down. */
async function timelineOf(recording: Recording, { format, screen, tail }: TellOptions): Promise<ToldRecording> {
  const { facts, rehearsal } = await rehearseTimeline(recording, tail);
  const timelines = facts.map((one) => serviceTimeline(one));
  const told = { incidents: rehearsal.incidents.length, hidden: 0, leftAlone: sortEvents(recording.events).leftAlone };
  if (format === 'jsonl') {
    const lines = timelines.flatMap(({ entries }) => entries.map((entry) => `${jsonLine(timelineLine(entry))}\n`));
    return { ...told, output: lines.join('') };
  }
  const stories = timelines.map((timeline) => timelineIn(format, timeline, { timeZone: 'UTC' }, screen));
  if (isOneStory(format)) return { ...told, output: '', documents: stories };
  if (format !== 'text') return { ...told, output: stories.join(format === 'markdown' ? '\n' : '') };
  return { ...told, output: `${headingOf(screen, recording)}\n${stories.map((story) => `\n${story}`).join('')}` };
}

/** Step by step. */
async function storyOf(recording: Recording, { screen, why, tail }: TellOptions): Promise<ToldRecording> {
  const result = await replayed(recording);
  const story = tellStory(recording.id, recording.source, result);
  const costs = why ? costText(screen, await pricedIncidents(recording, tail)) : [];
  return {
    output: [storyText(screen, story, { why, heading: true }), ...costs, ...(costs.length === 0 ? [] : [''])]
      .map((part) => `${part}\n`)
      .join(''),
    incidents: incidentsOf(story),
    hidden: story.hidden,
    leftAlone: result.leftAlone,
  };
}

/** What the incidents have cost, as the responder would have counted it. */
async function pricedIncidents(recording: Recording, tail: number): Promise<readonly PricedIncident[]> {
  const { rehearsal, stage } = await rehearseRecording(recording, tail);
  const priced = await Promise.all(
    rehearsal.incidents.map(async ({ subject, incident }) => ({
      incidentId: incident.id,
      cost: costOf(incident, (await stage.readRecord(subject)).place),
    })),
  );
  return priced.flatMap(({ incidentId, cost }) => (cost === undefined ? [] : [{ incidentId, cost }]));
}

/** As people would have read it. */
async function rehearsedText(recording: Recording, { screen, show, tail }: TellOptions): Promise<ToldRecording> {
  const result = await replayed(recording);
  const story = tellStory(recording.id, recording.source, result);
  const { rehearsal, stage } = await rehearseRecording(recording, tail);
  const told = await tellRehearsal(story, rehearsal, stage, DEFAULT_THRESHOLDS);
  const view = show === 'alerts' || show === 'incidents' ? show : 'everything';
  return {
    output: `${rehearsalText(screen, told, view)}\n`,
    incidents: told.incidents.length,
    hidden: story.hidden,
    leftAlone: result.leftAlone,
  };
}

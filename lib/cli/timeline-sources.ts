import { diagnoseQuestion } from '../app/diagnose-question';
import { type ListedIncident, listIncidents } from '../app/list-incidents';
import { readStoredFacts } from '../app/read-stored-facts';
import { DEFAULT_TAIL } from '../app/rehearse';
import { parseSubjectKey, type Subject } from '../domain/incident/subject';
import { rules } from '../domain/rules';
import type { TimelineFacts } from '../domain/timeline/facts';
import { targetOf } from './diagnose-target';
import { readInputs } from './input/read-inputs';
import { type LiveOptions, onDeployment } from './live-command';
import { complain, EXIT } from './output';
import { rehearseLive, rehearseTimeline } from './rehearse-timeline';
import { replayLive } from './replay-live';
import { statusLine } from './status-line';
import {
  noSuchIncident,
  subjectOfIncident,
  type TimelineQuestion,
  tellIncident,
  tellList,
  tellService,
} from './tell-timeline';

const USUAL = 7 * 86_400_000;

/** The timeline of what the deployed responder wrote down; answers the exit code. */
export function storedTimeline(question: TimelineQuestion, options: LiveOptions): Promise<number> {
  const { incident, cluster, service, now } = question;
  const since = now - (question.since ?? USUAL);
  const named = incident === undefined ? subjectNamed(cluster, service) : subjectOfIncident(incident);
  if (named === undefined && (incident !== undefined || service !== undefined)) {
    complain(`expected the names of a service and of a cluster, got ${incident ?? `${service} and ${cluster}`}`);
    return Promise.resolve(EXIT.unusable);
  }
  return onDeployment(options, async ({ store, timeline }) => {
    const ports = { ...store, ...timeline };
    if (named !== undefined) {
      const facts = await readStoredFacts(named, ports);
      return incident === undefined ? tellService(facts, since, question) : tellIncident(facts, incident, question);
    }
    const status = statusLine(process.stderr);
    let pages = 0;
    const incidents = await listIncidents(
      {
        since,
        ...(cluster === undefined ? {} : { cluster }),
        onPage: () => status.tell(`${++pages} pages of the table read …`),
      },
      ports,
    );
    status.clear();
    return tellList(incidents, question, since);
  });
}

const subjectNamed = (cluster: string | undefined, service: string | undefined): Subject | undefined =>
  cluster === undefined || service === undefined || service.includes('/') || cluster.includes('/')
    ? undefined
    : parseSubjectKey(`${cluster}/${service}`);

/** The timeline of recordings, told as the responder would have written it down; answers the exit code. */
export async function recordedTimeline(question: TimelineQuestion, path: string): Promise<number> {
  const all: TimelineFacts[] = [];
  for await (const { name, input } of readInputs([path])) {
    if (input.kind === 'unusable') {
      complain(`${name === '-' ? 'standard input' : name}:${input.line}: ${input.error}`);
      return EXIT.unusable;
    }
    all.push(...(await rehearseTimeline(input.recording, DEFAULT_TAIL)).facts);
  }
  const { incident, cluster, service } = question;
  const asked = all.filter(({ subject }) => isNamed(subject, cluster, service));
  if (incident !== undefined) {
    const facts = asked.find(({ episodes }) => episodes.some(({ incidentId }) => incidentId === incident));
    const episodes = asked.flatMap((one) => [...one.episodes]);
    return facts === undefined ? noSuchIncident(incident, episodes) : tellIncident(facts, incident, question);
  }
  const [only, other] = asked;
  if (only === undefined) {
    const names = all.map(({ subject }) => `${subject.cluster}/${subject.name}`);
    complain(
      `the recording tells nothing of ${service ?? 'any service'}${names.length === 0 ? '' : `: expected one of ${names.slice(0, 8).join(', ')}`}`,
    );
    return EXIT.unusable;
  }
  if (other === undefined) return tellService(only, sinceIn(only, question.since), question);
  const listed = asked.flatMap(({ subject, episodes }): ListedIncident[] =>
    episodes.map((episode) => ({ subject, episode })),
  );
  return tellList(listed, question);
}

function isNamed(
  { kind, cluster, name }: Subject,
  askedCluster: string | undefined,
  service: string | undefined,
): boolean {
  if (askedCluster !== undefined && askedCluster !== cluster) return false;
  return service === undefined || service === name || (kind === 'family' && service === `family:${name}`);
}

/** The present of a recording is its last fact. */
function sinceIn({ stops, entries, counts }: TimelineFacts, since: number | undefined): number | undefined {
  if (since === undefined) return undefined;
  const times = [...stops, ...entries, ...counts].map(({ at }) => at);
  return times.reduce((latest, at) => Math.max(latest, at), 0) - since;
}

/** The timeline of what ECS still knows of a service; answers the exit code. */
export async function liveTimeline(question: TimelineQuestion): Promise<number> {
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const target = targetOf(question);
  if ('problem' in target) {
    complain(target.problem);
    return EXIT.unusable;
  }
  const status = statusLine(process.stderr);
  // Loaded here, so that the offline commands know no SDK.
  const { openDiagnosis } = await import('../live-cli');
  const ports = openDiagnosis({
    ...(target.region === undefined ? {} : { region: target.region }),
    onCall: ({ action, about }) => status.tell(`${action} ${about}`),
  });
  const reply = await diagnoseQuestion({ ports, rules, engine: replayLive }, target);
  status.clear();
  if (reply.kind !== 'answer') {
    complain(reply.kind === 'problem' ? reply.sentence : 'expected one service: name it with --service');
    return EXIT.unusable;
  }
  const { recording: json, answer } = reply.diagnosed;
  for (const { what, reason } of answer.unread) complain(`${what} could not be read: ${reason}`);
  const own = (await rehearseLive(json)).find(({ subject }) => subject.name === target.service);
  if (own === undefined) {
    complain(`ECS says nothing of ${target.service ?? ''} that could be told`);
    return EXIT.unusable;
  }
  return tellService(own, question.now - (question.since ?? USUAL), question);
}

import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { IncidentAlert } from '../incident/alert';
import { defined } from '../json';
import { namedCause, titled } from './entry-title';
import type { Episode } from './facts';
import type { TimelineEntry } from './timeline';

interface Known {
  readonly at: number;
  readonly fingerprint: string;
  readonly diagnosis: DiagnosisRecord;
  /** The earlier entry that this one corrects. */
  readonly corrects?: string;
}

interface Latest {
  readonly entryId: string;
  readonly known: Known;
}

/**
 * When each cause of an incident became known: when it was first told, else when it first failed. A cause that was
 * known in general and then by name, or with more confidence, is told again, and corrects what was told before.
 */
export function diagnosisEntries(episode: Episode, alerts: readonly IncidentAlert[]): readonly TimelineEntry[] {
  const told = [...alerts]
    .filter(({ view }) => view.incidentId === episode.incidentId)
    .sort((a, b) => a.view.revision - b.view.revision || a.at - b.at);
  const known = new Set<Known>();
  const latest = new Map<string, Latest>();
  for (const { at, view } of told) {
    const fingerprints = new Set(view.causes.map(({ fingerprint }) => fingerprint));
    const given = [...latest].filter(([fingerprint]) => !fingerprints.has(fingerprint));
    for (const { fingerprint, diagnosis } of view.causes) {
      if (diagnosis === undefined || latest.get(fingerprint)?.known.diagnosis.confidence === diagnosis.confidence)
        continue;
      const general = given.find(([, { known: one }]) => replaces(diagnosis, one.diagnosis));
      const earlier = latest.get(fingerprint) ?? general?.[1];
      if (general !== undefined) latest.delete(general[0]);
      const corrects = earlier?.known.at === at ? earlier.known.corrects : earlier?.entryId;
      const one: Known = defined({ at, fingerprint, diagnosis, corrects }) as Known;
      // What was corrected in the same moment nobody has read.
      if (earlier?.known.at === at) known.delete(earlier.known);
      known.add(one);
      latest.set(fingerprint, { entryId: entryIdOf(episode, one), known: one });
    }
  }
  for (const { fingerprint, diagnosis, firstAt } of episode.causes)
    if (diagnosis !== undefined && !latest.has(fingerprint)) known.add({ at: firstAt, fingerprint, diagnosis });
  return [...known].map((one) => entryOf(episode, one));
}

const replaces = (one: DiagnosisRecord, { kind, cause }: DiagnosisRecord): boolean =>
  kind === 'unknown' || cause === one.cause;

const entryIdOf = ({ incidentId }: Episode, { fingerprint, diagnosis }: Known): string =>
  `diagnosis/${incidentId}/${fingerprint}/${diagnosis.confidence}`;

function entryOf(episode: Episode, known: Known): TimelineEntry {
  const { at, diagnosis, corrects } = known;
  const { kind, cause, confidence, revision } = diagnosis;
  const isNamed = kind !== 'unknown';
  const lead = !isNamed
    ? 'No cause known yet'
    : corrects === undefined
      ? 'The cause is known'
      : 'The cause is known better';
  return defined({
    entryId: entryIdOf(episode, known),
    occurredAt: at,
    type: 'diagnosis',
    importance: isNamed ? 'key' : 'normal',
    title: titled(`${lead}: ${namedCause(diagnosis)}`),
    detail: detailOf(diagnosis),
    actor: 'ecs-medic',
    source: sourceOf(diagnosis),
    cause,
    confidence,
    revision,
    corrects,
    incidentId: episode.incidentId,
    count: 1,
  }) as TimelineEntry;
}

function detailOf({ summary, quotes, chain, changed, notes, next, unchecked }: DiagnosisRecord): readonly string[] {
  const since = changed?.since === undefined ? '' : ` since revision ${changed.since}`;
  return [
    summary,
    ...quotes.map(({ text }) => `Proof: ${text}`),
    ...(chain.length === 0 ? [] : [`Chain: ${chain.join(' ← ')}`]),
    ...(changed?.changes ?? []).filter(({ blamed }) => blamed).map(({ text }) => `Changed${since}: ${text}`),
    ...notes,
    `Next: ${next}`,
    ...unchecked.map(({ what, reason }) => `Not checked: ${what} (${reason})`),
  ];
}

/** What proves it, else what it is about. */
function sourceOf({ quotes, log }: DiagnosisRecord): string {
  const [first] = quotes;
  switch (first?.origin.kind) {
    case 'log':
      return log === undefined ? `log of ${first.origin.container}` : `logs ${log.group}`;
    case 'service-message':
      return 'DescribeServices';
    case 'deployment-reason':
      return 'ECS Deployment State Change';
    case 'service-action':
      return 'ECS Service Action';
    case 'target-health':
      return 'DescribeTargetHealth';
    case 'definition':
      return 'DescribeTaskDefinition';
    default:
      return 'ECS Task State Change';
  }
}

import type { ActionNote } from '../action/action-note';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import { defined } from '../json';
import type { ActionView, CauseView, IncidentView } from './alert';
import { costOf } from './cost-of';
import type { Incident, IncidentCause } from './incident';
import type { ServiceRecord } from './service-record';
import { titleOfSilence } from './silence-cause';

const MOST_DIAGNOSES = 3;

/** The whole incident for a reader, with the diagnoses of its first causes. */
export function viewOf(
  { subject, channel, place, hold }: ServiceRecord,
  incident: Incident,
  diagnoses: ReadonlyMap<string, DiagnosisRecord>,
  news: readonly string[],
): IncidentView {
  const causes = [...incident.causes].sort(byWorth).map((cause, index): CauseView => {
    const diagnosis = diagnoses.get(cause.fingerprint);
    return defined({
      fingerprint: cause.fingerprint,
      cause: cause.cause,
      title: diagnosis?.title ?? titleOfSilence(cause) ?? cause.cause,
      stops: cause.stops,
      firstAt: cause.firstAt,
      lastAt: cause.lastAt,
      isNew: news.includes(cause.fingerprint),
      regressionOf: cause.regressionOf,
      diagnosis: index < MOST_DIAGNOSES ? diagnosis : undefined,
    }) as CauseView;
  });
  const { recovery } = incident;
  const cost = costOf(incident, place);
  return defined({
    incidentId: incident.id,
    revision: incident.revision,
    subject,
    state: incident.state,
    flapping: incident.flapping,
    baseline: incident.baseline,
    severity: incident.severity,
    causes,
    stops: incident.stops,
    openedAt: incident.openedAt,
    lastStopAt: incident.recentStops.at(-1),
    closedAt: incident.closedAt,
    closedBecause: incident.closedBecause ?? recovery?.because,
    running: incident.running,
    desired: incident.desired,
    deployment: incident.rollingBack
      ? 'rolling-back'
      : incident.deploymentFailedAt === undefined
        ? undefined
        : 'failed',
    channel,
    account: place?.account,
    region: place?.region,
    partition: place?.partition,
    actions: (incident.actions ?? []).map(actionViewOf),
    cost: cost === undefined || 'unknown' in cost ? undefined : cost,
    hold: hold === undefined ? undefined : { owner: hold.owner, remembered: hold.remembered },
  }) as IncidentView;
}

const actionViewOf = ({ at, title, text, command, loud }: ActionNote): ActionView =>
  defined({ at, title, text, command, loud: loud ? true : undefined }) as ActionView;

/** Named before general, then what fails now before what failed earlier. */
const byWorth = (a: IncidentCause, b: IncidentCause): number =>
  Number(a.kind === 'unknown') - Number(b.kind === 'unknown') || b.lastAt - a.lastAt;

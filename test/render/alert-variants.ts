import type {
  Alert,
  CauseView,
  DigestAlert,
  IncidentAlert,
  IncidentView,
  NoticeAlert,
} from '../../lib/domain/incident/alert';
import type { IncidentState } from '../../lib/domain/incident/incident';
import { recordedAlerts } from '../../scripts/recorded-alerts';
import { recordedCases } from '../recorded-cases';
import { freeze, held, hostileNotice, putToZero, releaseAtZero, wouldHave } from './composed-actions';

const MINUTE = 60_000;

/** The first alert of every recording that has one. */
export async function firstAlerts(): Promise<readonly IncidentAlert[]> {
  const all = await Promise.all(recordedCases().map(({ recording }) => recordedAlerts(recording)));
  return all.flatMap(([first]) => first ?? []);
}

/** The alert that the engine makes of one recording. */
export async function alertOf(name: string): Promise<IncidentAlert> {
  const found = recordedCases().find((one) => one.name === name);
  const [alert] = found === undefined ? [] : await recordedAlerts(found.recording);
  if (alert === undefined) throw new Error(`events/${name} gives no alert`);
  return alert;
}

export const withView = (alert: IncidentAlert, view: Partial<IncidentView>): IncidentAlert => ({
  ...alert,
  view: { ...alert.view, ...view },
});

export const ended = (alert: IncidentAlert, state: IncidentState, because = 'steady state'): IncidentAlert => ({
  ...withView(alert, { state, closedAt: alert.at + 7 * MINUTE, closedBecause: because, running: 3 }),
  kind: 'resolved',
  at: alert.at + 7 * MINUTE,
});

export const baseline: DigestAlert = {
  kind: 'digest',
  alertId: 'digest/1',
  at: Date.UTC(2026, 10, 9, 10, 6),
  watching: 42,
  failing: ['orders-api', 'search', 'nightly-import'].map((name) => ({
    subject: { kind: 'service', cluster: 'production', name },
    what: '0 of 2 running',
  })),
};

const COST = { usd: 0.42, arithmetic: ['composed'] };

export const notices: readonly NoticeAlert[] = [releaseAtZero, freeze, hostileNotice].map((make) => make(baseline.at));

/** Everything that can be told of what an alert is about: all kinds, all states. */
export function variantsOf(alert: IncidentAlert): readonly Alert[] {
  const [cause] = alert.view.causes;
  if (cause === undefined) throw new Error('an alert without a cause has no variants');
  const other: CauseView = { ...cause, fingerprint: `${cause.fingerprint}x`, isNew: true };
  const old = { incidentId: `${alert.view.incidentId}0`, at: alert.at - 3_600_000 };
  const later = { ...alert, at: alert.at + 4 * 3_600_000 };
  return [
    alert,
    { ...withView(alert, { causes: [{ ...cause, isNew: false }, other, other, other] }), kind: 'cause-added' },
    { ...alert, kind: 'escalated' },
    { ...later, kind: 'reminder' },
    withView(alert, { actions: [wouldHave(alert.at)] }),
    { ...withView(alert, held(alert.at)), kind: 'action' },
    { ...withView(alert, held(alert.at)), kind: 'update', at: alert.at + 5 * MINUTE },
    { ...withView(alert, { actions: [putToZero(alert.at), wouldHave(alert.at)], cost: COST }), kind: 'action' },
    { ...alert, kind: 'update' },
    { ...withView(alert, { state: 'recovering', closedBecause: 'steady state' }), kind: 'update' },
    withView(alert, { flapping: true, deployment: 'rolling-back' }),
    withView(alert, { causes: [{ ...cause, regressionOf: old }] }),
    ended(alert, 'resolved'),
    ended(alert, 'rolled-back', 'the deployment was rolled back'),
    { ...ended(alert, 'rolled-back'), kind: 'opened' },
    { ...ended(alert, 'resolved'), kind: 'opened' },
    ended(alert, 'held', 'its desired count is 0: nothing is to run'),
    ended(alert, 'deleted', 'the service was deleted'),
    ended(alert, 'expired', 'nothing was heard of it for 7 days'),
    withView(alert, { causes: [] }),
  ];
}

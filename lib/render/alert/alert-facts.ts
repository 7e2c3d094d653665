import type { Alert, IncidentAlert } from '../../domain/incident/alert';
import { cleanText, cutText } from '../clean-text';
import { counted, durationOf } from '../words';
import { runningOf } from './alert-title';
import { costWords } from './cost-words';
import { signOf } from './incident-sign';
import { leadCauseOf } from './lead-cause';

/** A short statement; with a time behind it where it has one, which each reader's sink writes its own way. */
export interface Fact {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at?: number;
}

/** How badly, in short: severity, tasks that run, deployment, stops, since when. The first names severity or state. */
export function alertFacts(alert: Alert): readonly Fact[] {
  if (alert.kind === 'digest') return [{ text: 'Started to watch', at: alert.at }];
  if (alert.kind === 'notice') return [{ text: signOf(alert).word }, { text: 'noticed', at: alert.at }];
  const { view } = alert;
  const isOver = view.closedAt !== undefined;
  // Of a service that was put to zero the counts are those of before.
  const running = view.state === 'held' ? undefined : runningOf(view);
  const cost = costWords(view);
  return [
    { text: signOf(alert).word },
    ...(running === undefined ? [] : [{ text: running }]),
    ...(isOver || view.deployment === undefined ? [] : [{ text: DEPLOYMENT[view.deployment] }]),
    ...(view.stops === 0 ? [] : [{ text: stopsOf(alert) }]),
    ...(isOver && view.closedAt !== undefined
      ? [
          { text: `failed for ${durationOf(view.closedAt - view.openedAt)}, from`, at: view.openedAt },
          { text: 'until', at: view.closedAt },
        ]
      : [{ text: 'since', at: view.openedAt }]),
    ...(cost === undefined ? [] : [{ text: cost }]),
    ...historyOf(alert),
  ];
}

const DEPLOYMENT = { failed: 'deployment failed', 'rolling-back': 'deployment is being rolled back' } as const;

function stopsOf({ view: { stops, openedAt, lastStopAt } }: IncidentAlert): string {
  const span = lastStopAt === undefined ? 0 : lastStopAt - openedAt;
  return `${counted(stops, 'stop')}${stops > 1 && span > 0 ? ` in ${durationOf(span)}` : ''}`;
}

function historyOf(alert: IncidentAlert): readonly Fact[] {
  const { view } = alert;
  const earlier = leadCauseOf(alert)?.regressionOf;
  return [
    ...(view.flapping ? [{ text: 'fails again and again' }] : []),
    ...(view.baseline ? [{ text: 'was failing when ecs-medic started to watch' }] : []),
    ...(earlier === undefined
      ? []
      : [{ text: `the same cause as in ${cutText(cleanText(earlier.incidentId), 120)}, over`, at: earlier.at }]),
  ];
}

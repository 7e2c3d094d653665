import type { Alert, DigestAlert, IncidentAlert, IncidentView } from '../../lib/domain/incident/alert';
import { alertJson } from '../../lib/render/alert-json';
import { recordedStop } from '../contract/recorded-diagnosis';

const { stop, diagnosis } = recordedStop('image-tag-not-found/agent-422-owncloud-latest.json');

export const OPENED_AT = stop.stoppedAt ?? 0;

/** An alert of a service whose image cannot be pulled: the diagnosis is of a recorded stop, the story is composed. */
export function toldAlert(
  kind: IncidentAlert['kind'],
  revision: number,
  service = 'orders-api',
  more: Partial<IncidentView> = {},
): IncidentAlert {
  const incidentId = `production/${service}#1`;
  const isOver = kind === 'resolved';
  return {
    kind,
    alertId: `${incidentId}/${revision}-5f0c11aa`,
    at: OPENED_AT + revision * 1000,
    view: {
      incidentId,
      revision,
      subject: { kind: 'service', cluster: 'production', name: service },
      state: isOver ? 'resolved' : 'open',
      flapping: false,
      baseline: false,
      severity: 'critical',
      causes: [
        {
          fingerprint: `f1.${diagnosis.cause}.0`,
          cause: diagnosis.cause,
          title: diagnosis.title,
          stops: revision,
          firstAt: OPENED_AT,
          lastAt: OPENED_AT + revision * 1000,
          isNew: kind === 'opened',
          diagnosis,
        },
      ],
      stops: revision,
      openedAt: OPENED_AT,
      ...(isOver ? { closedAt: OPENED_AT + revision * 1000 } : {}),
      actions: [],
      ...more,
    },
  };
}

export const startDigest: DigestAlert = {
  kind: 'digest',
  alertId: 'digest/started',
  at: OPENED_AT,
  watching: 42,
  failing: [{ subject: { kind: 'service', cluster: 'production', name: 'orders-api' }, what: '0 of 3 running' }],
};

let sent = 0;
/** As the queue of deliveries carries it. */
export const messageOf = (alert: Alert) => ({ id: `message-${++sent}`, body: alertJson(alert) });

export const nudgeOf = (channel: string, thread: string, more: object = {}) => ({
  id: `message-${++sent}`,
  body: JSON.stringify({ nudge: { channel, thread }, ...more }),
});

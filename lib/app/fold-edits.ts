import type { Alert, IncidentAlert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import type { Edit, Message } from '../render/told';

/** A message is edited at most once in so long; what comes sooner is one edit. */
const EDIT_INTERVAL = 60_000;

/**
 * Alerts as a chat shows them: quiet updates edit the message before them of the same incident. What comes at once,
 * and does not change the state, is part of the message.
 */
export function foldEdits(alerts: readonly Alert[]): readonly Message[] {
  const messages: Message[] = [];
  const lastOf = new Map<string, number>();
  for (const alert of alerts) {
    const incidentId = isIncidentAlert(alert) ? alert.view.incidentId : undefined;
    const index = incidentId === undefined ? undefined : lastOf.get(incidentId);
    const message = index === undefined ? undefined : messages[index];
    if (alert.kind === 'update' && index !== undefined && message !== undefined) {
      messages[index] = edited(message, alert);
      continue;
    }
    if (incidentId !== undefined) lastOf.set(incidentId, messages.length);
    messages.push({ kind: 'message', alert, edits: [] });
  }
  return messages;
}

function edited(message: Message, update: IncidentAlert): Message {
  const { alert, edits } = message;
  if (!isIncidentAlert(alert)) return message;
  const last = edits.at(-1);
  if (last === undefined && update.at - alert.at < EDIT_INTERVAL && update.view.state === alert.view.state)
    return { ...message, alert: { ...alert, view: { ...update.view, causes: withNews(alert, update) } } };
  const edit: Edit = { at: update.at, before: last?.after ?? alert, after: update };
  return last !== undefined && update.at - last.at < EDIT_INTERVAL
    ? { ...message, edits: [...edits.slice(0, -1), { ...edit, at: last.at, before: last.before }] }
    : { ...message, edits: [...edits, edit] };
}

/** What was new in the message stays new in it, also under the name that it has by now. */
function withNews(alert: IncidentAlert, { view: { causes } }: IncidentAlert): IncidentAlert['view']['causes'] {
  const known = new Set(alert.view.causes.filter(({ isNew }) => !isNew).map(({ fingerprint }) => fingerprint));
  return causes.map((cause) => ({ ...cause, isNew: !known.has(cause.fingerprint) }));
}

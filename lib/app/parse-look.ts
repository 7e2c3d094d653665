import type { Look } from '../domain/incident/look';
import type { Subject } from '../domain/incident/subject';
import { asBoolean, asInteger, asObject, asText, defined } from '../domain/json';
import type { Symptom } from '../domain/symptom';

const KINDS: ReadonlySet<string> = new Set(['stop', 'task', 'deployment', 'service-action', 'service']);

/** A question of ours out of the queue; anything else is told as what was expected and what came. */
export function parseLook(body: string): Look | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { problem: 'expected the JSON of a question to explain-incidents, got no JSON' };
  }
  const look = asObject(value);
  const subject = subjectIn(look?.['subject']);
  const incidentId = asText(look?.['incidentId']);
  const symptom = asObject(look?.['symptom']);
  const kind = asText(symptom?.['kind']);
  if (look === undefined || subject === undefined || incidentId === undefined || kind === undefined || !KINDS.has(kind))
    return { problem: 'expected subject, incidentId and symptom of a question to explain-incidents' };
  return defined({
    subject,
    incidentId,
    signature: asText(look['signature']),
    // The form is our own, written by the responder from a parsed event.
    symptom: revived(symptom as unknown as Symptom),
    delay: asInteger(look['delay']) ?? 0,
    last: asBoolean(look['last']) ?? true,
  }) as Look;
}

function subjectIn(value: unknown): Subject | undefined {
  const subject = asObject(value);
  const [kind, cluster, name] = [asText(subject?.['kind']), asText(subject?.['cluster']), asText(subject?.['name'])];
  if (cluster === undefined || name === undefined || (kind !== 'service' && kind !== 'family')) return undefined;
  return { kind, cluster, name };
}

/** Maps do not survive JSON: the tags of a service are read again with the service itself. */
function revived(symptom: Symptom): Symptom {
  if (symptom.kind !== 'service') return symptom;
  const { tags: _tags, ...service } = symptom.service;
  return { kind: 'service', service };
}

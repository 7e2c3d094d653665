import type { Look } from '../domain/incident/look';
import { defined, type JsonObject } from '../domain/json';
import { Form } from './form';
import { subjectIn } from './parse-alert';
import { parseBody } from './parse-body';
import { symptomIn } from './parse-symptom';

/** A question of ours out of the queue; anything else is told as what was expected and what came. */
export function parseLook(body: string): Look | { readonly problem: string } {
  const parsed = parseBody(body);
  if ('problem' in parsed) return parsed;
  const form = new Form();
  const look = lookIn(form, form.object(parsed.value, 'look'));
  const [problem] = form.problems;
  return problem === undefined ? look : { problem };
}

const lookIn = (form: Form, look: JsonObject): Look => ({
  subject: subjectIn(form, look['subject'], 'subject'),
  incidentId: form.text(look['incidentId'], 'incidentId'),
  ...defined({ signature: form.optional(look, 'signature', '', (one, path) => form.text(one, path)) }),
  symptom: symptomIn(form, look['symptom'], 'symptom'),
  delay: form.count(look['delay'], 'delay'),
  last: form.flag(look['last'], 'last'),
});

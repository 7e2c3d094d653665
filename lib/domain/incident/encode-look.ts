import type { Symptom } from '../symptom';
import { fittingJson } from '../text/fitting-json';
import type { Look } from './look';

/** Bytes of a message of the queue: SQS takes 256 KiB. */
const LONGEST_LOOK = 200_000;

/** A look as a message of the queue, small enough for it: of a huge event the long texts and lists are cut. */
export const encodeLook = (look: Look): string =>
  fittingJson({ ...look, symptom: withoutTags(look.symptom) }, LONGEST_LOOK);

/** Tags are a map, which JSON does not know; the service is read again with them. */
function withoutTags(symptom: Symptom): Symptom {
  if (symptom.kind !== 'service') return symptom;
  const { tags: _tags, ...service } = symptom.service;
  return { kind: 'service', service };
}

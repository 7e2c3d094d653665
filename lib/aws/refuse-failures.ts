import { asObjects, asText } from '../domain/json';
import { RefusedError } from './refusals';

/**
 * What ECS could not describe is no empty answer, save what it does not know: throws a `RefusedError` then. `one` is what
 * to call a thing that comes without its ARN.
 */
export function refuseFailures(action: string, failures: unknown, one: string): void {
  const failure = asObjects(failures).find(({ reason }) => reason !== 'MISSING');
  if (failure === undefined) return;
  const about = asText(failure['arn']) ?? one;
  throw new RefusedError(
    'failed',
    `${action} failed for ${about}: ${asText(failure['reason']) ?? 'it gave no reason'}`,
  );
}

import type { HoldOwner } from '../domain/action/hold';
import type { ServiceRecord } from '../domain/incident/service-record';
import { subjectKey } from '../domain/incident/subject';
import type { ActingPolicy } from './action-policy';
import type { ChangePorts } from './change-request';
import { settleIntent } from './settle-intent';

/** Whoever began a change still works on it for so many milliseconds at most. */
const WORKED_ON = 90_000;

/**
 * Settles the changes that an earlier run began and was cut off from, the oldest first, until a time is over: each
 * function those that its role may take back. Answers how many are settled; the next run goes on with the others.
 */
export async function settleLeftBehind(
  records: readonly ServiceRecord[],
  owners: readonly HoldOwner[],
  until: number,
  ports: ChangePorts,
  acting: ActingPolicy,
): Promise<number> {
  const leftBehind = records
    .flatMap(({ subject, intent }) =>
      intent !== undefined && owners.includes(intent.owner) && ports.now() - intent.at >= WORKED_ON
        ? { subject, intent }
        : [],
    )
    .sort((a, b) => a.intent.at - b.intent.at);
  let settled = 0;
  for (const { subject, intent } of leftBehind) {
    if (ports.now() > until) break;
    try {
      if ((await settleIntent(subject, intent, undefined, ports, acting)) !== undefined) settled += 1;
    } catch (error) {
      ports.report(`a change of ${subjectKey(subject)} could not be settled`, error);
    }
  }
  return settled;
}

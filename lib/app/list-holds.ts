import type { Hold } from '../domain/action/hold';
import type { Intent } from '../domain/action/intent';
import type { ScalableTarget } from '../domain/action/scalable-target';
import { type Subject, subjectKey } from '../domain/incident/subject';
import type { StorePorts } from './ports';
import { readDueServices } from './read-due-services';

/** A service that is at zero because of us. */
export interface HeldService {
  readonly subject: Subject;
  readonly hold: Hold;
  readonly region?: string;
}

/** A service with a change that was begun and is not settled. */
export interface UnsettledService {
  readonly subject: Subject;
  readonly intent: Intent;
}

/** A service that is not at zero any more, and whose auto scaling is suspended because of us. */
export interface SuspendedService {
  readonly subject: Subject;
  /** As it was before. */
  readonly scalableTarget: ScalableTarget;
}

export interface Holds {
  readonly held: readonly HeldService[];
  readonly suspended: readonly SuspendedService[];
  readonly unsettled: readonly UnsettledService[];
}

/**
 * All that would be left behind if ecs-medic went away now: services that it holds at zero, auto scaling that it has
 * not put back, and changes that it has not settled; by name. Throws where the table cannot be read.
 */
export async function listHolds(ports: Pick<StorePorts, 'readDue' | 'readRecord'>): Promise<Holds> {
  const records = [...(await readDueServices(ports))].sort((a, b) =>
    subjectKey(a.subject) < subjectKey(b.subject) ? -1 : 1,
  );
  return {
    held: records.flatMap(({ subject, hold, place }) =>
      hold === undefined ? [] : [{ subject, hold, ...(place?.region === undefined ? {} : { region: place.region }) }],
    ),
    suspended: records.flatMap(({ subject, hold, leftAlone }) =>
      hold !== undefined || leftAlone?.scalableTarget === undefined
        ? []
        : [{ subject, scalableTarget: leftAlone.scalableTarget }],
    ),
    unsettled: records.flatMap(({ subject, intent }) => (intent === undefined ? [] : [{ subject, intent }])),
  };
}

import type { Change } from './change';
import { withStep } from './deployment-step';
import { type FoldContext, isPast } from './fold-context';
import type { TroubleHappening } from './happening';
import { type Incident, isOpen } from './incident';
import { entryOf } from './rows-of';
import { severityOf } from './severity';
import { failureOf, takeFailure } from './take-failure';

/** A message of the service, or a deployment that failed. */
export function takeTrouble(change: Change, happening: TroubleHappening, context: FoldContext): Change {
  const { record } = change;
  const late = isPast(record, happening, context);
  const { diagnosis, deployment, at } = happening;
  const withEntry: Change = {
    ...change,
    record: late ? record : withStep(record, deployment, at),
    rows: [...change.rows, entryOf(record, happening, late, diagnosis)],
  };
  if (late) return withEntry;
  // What ECS says of the service in general is explained by the stops of its tasks.
  const explained =
    diagnosis.kind === 'unknown' && isOpen(record.incident) && record.incident.causes.some((one) => one.stops > 0);
  const taken = explained ? withEntry : takeFailure(withEntry, failureOf(happening, diagnosis), happening, context);
  if (deployment?.state !== 'failed' || !isOpen(taken.record.incident)) return taken;
  const { incident } = taken.record;
  return {
    ...taken,
    record: {
      ...taken.record,
      incident: withFailedDeployment(incident, at),
    },
  };
}

function withFailedDeployment(incident: Incident, at: number): Incident {
  if (incident.deploymentFailedAt !== undefined && incident.deploymentFailedAt >= at) return incident;
  const failed = { ...incident, deploymentFailedAt: at, changed: true };
  return { ...failed, severity: severityOf(failed) };
}

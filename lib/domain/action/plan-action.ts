import { subjectKey } from '../incident/subject';
import { defined } from '../json';
import { valueIn } from '../read';
import { primaryOf } from '../service';
import type { ActionState } from './guard';
import { serviceIn } from './guards/service-in';
import type { Hold, HoldOwner } from './hold';
import type { ActionKind, Intent } from './intent';
import { isLeftByUs, type ScalableTarget } from './scalable-target';

/** The change as it is about to be made, from the read that it was decided on; undefined where that read lacks it. */
export function planAction(
  action: ActionKind,
  state: ActionState,
  owner: HoldOwner,
  now: number,
  { region, stack }: Pick<Hold, 'region' | 'stack'> = {},
): Intent | undefined {
  const { record } = state;
  const service = serviceIn(state);
  const primary = service && primaryOf(service);
  const desired = service?.desiredCount;
  if (service === undefined || desired === undefined) return undefined;
  const incidentId = owner === 'incident' ? record.incident?.id : record.hold?.incidentId;
  const head = {
    id: `${subjectKey(record.subject)}/${action}/${now}`,
    action,
    owner,
    at: now,
    desired,
    deploymentId: primary?.id ?? '(none)',
    incidentId,
  };
  if (action === 'restore') {
    const { hold } = record;
    return hold && (defined({ ...head, to: countToRestore(hold, valueIn(state.scalableTarget)), hold }) as Intent);
  }
  if (action === 'roll-back') {
    const current = valueIn(state.currentDeployment);
    if (current?.sourceTaskDefinition === undefined) return undefined;
    return defined({
      ...head,
      to: desired,
      serviceDeploymentArn: current.serviceDeploymentArn,
      rollsBackTo: current.sourceTaskDefinition,
      rollsBackFrom: service.taskDefinitionArn,
    }) as Intent;
  }
  const hold = defined({
    owner,
    since: now,
    remembered: desired,
    scalableTarget: targetToRemember(state),
    serviceCreatedAt: service.createdAt,
    deploymentId: head.deploymentId,
    taskDefinition: service.taskDefinitionArn,
    lastGood: record.lastGood,
    incidentId,
    region,
    stack,
  }) as Hold;
  return defined({ ...head, to: 0, hold }) as Intent;
}

/** As we left it suspended ourselves it is not what was there before: that is still to be put back. */
function targetToRemember({ record, scalableTarget }: ActionState): ScalableTarget | undefined {
  const target = valueIn(scalableTarget);
  const before = record.leftAlone?.scalableTarget;
  return target !== undefined && before !== undefined && isLeftByUs(target, before) ? before : target;
}

/** What ran before; no more than Application Auto Scaling allows by now. */
const countToRestore = ({ remembered }: Hold, target: ScalableTarget | undefined): number =>
  target === undefined || target.max < 1 ? remembered : Math.min(remembered, target.max);

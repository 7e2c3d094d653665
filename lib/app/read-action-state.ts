import { type ActionTags, readActionTags } from '../domain/action/action-tags';
import type { ActionState } from '../domain/action/guard';
import { serviceIn } from '../domain/action/guards/service-in';
import type { ServiceRecord } from '../domain/incident/service-record';
import { type Read, unavailable } from '../domain/read';
import { isDeploying, type Service, targetGroupsOf } from '../domain/service';
import type { ActionReads, LedgerPorts } from './action-ports';
import type { ServiceKey } from './ports';

export type ActionStatePorts = ActionReads & LedgerPorts;

const NO_TAGS: ActionTags = readActionTags(new Map());

/** All that an action is decided on, read now: first what others depend on, then the rest side by side. */
export async function readActionState(record: ServiceRecord, ports: ActionStatePorts): Promise<ActionState> {
  const key = serviceKeyOf(record);
  const [service, ledger, switchedOn] = await Promise.all([
    ports.readServiceNow(key),
    ports.readLedger(),
    ports.readActionsSwitch(),
  ]);
  const read = serviceIn({ service });
  if (read === undefined) {
    const because = unavailable('the service could not be read');
    return {
      record,
      service,
      tags: NO_TAGS,
      runningTasks: because,
      targetHealth: because,
      scalableTarget: because,
      currentDeployment: because,
      ledger,
      switchedOn,
    };
  }
  const groups = targetGroupsOf(read);
  const [runningTasks, targetHealth, scalableTarget, currentDeployment] = await Promise.all([
    ports.readRunningTasks(key),
    groups.length === 0
      ? unavailable(
          read.loadBalancers.length === 0
            ? 'it has no targets'
            : 'its load balancer is a classic one, which is not asked',
        )
      : ports.readTargetHealth(groups),
    ports.readScalableTarget(key),
    mayBeDeploying(read) ? ports.readCurrentDeployment(key) : ({ state: 'known', value: undefined } as const),
  ]);
  return {
    record,
    service,
    tags: tagsOf(service),
    runningTasks,
    targetHealth,
    scalableTarget,
    currentDeployment,
    ledger,
    switchedOn,
  };
}

export const serviceKeyOf = ({ subject: { cluster, name } }: Pick<ServiceRecord, 'subject'>): ServiceKey => ({
  cluster,
  service: name,
});

/** Tags that were not told are no permission. */
export const tagsOf = (service: Read<Service | 'absent'>): ActionTags =>
  readActionTags(serviceIn({ service })?.tags ?? new Map());

const mayBeDeploying = (service: Service): boolean => service.deployments.length > 1 || isDeploying(service);

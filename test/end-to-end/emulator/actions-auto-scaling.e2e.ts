import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { JsonObject } from '../../../lib/domain/json';
import { nameOf } from './aws-call';
import type { EmulatedService } from './emulated-service';
import { type Operator, operatorOf } from './operator';
import { type ActingResponder, CHANGES, startActing } from './start-acting';
import { storedRecord } from './stored-record';

describe('a service that scales by itself and crashes in a loop, where actions are enforced', () => {
  let responder: ActingResponder;
  let operator: Operator;

  beforeAll(async () => {
    responder = await startActing({ parameters: { Actions: 'enforce' } });
    operator = operatorOf(responder);
  });

  afterAll(async () => {
    operator?.leave();
    await responder?.stop();
  });

  const idOf = ({ cluster, service }: EmulatedService): string => `service/${cluster}/${service}`;
  const targetOf = (service: EmulatedService, min: number, isSuspended: readonly boolean[]): JsonObject => ({
    ServiceNamespace: 'ecs',
    ResourceId: idOf(service),
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: min,
    MaxCapacity: 6,
    SuspendedState: {
      DynamicScalingInSuspended: isSuspended[0],
      DynamicScalingOutSuspended: isSuspended[1],
      ScheduledScalingSuspended: isSuspended[2],
    },
  });
  const BEFORE = [false, false, true];
  const HELD = [true, true, true];

  /** Put to zero, with what is remembered of its scaling. */
  async function heldService(name: string): Promise<EmulatedService> {
    const { act, failing, scaling } = responder;
    const service = await failing(name, { desiredCount: 4 });
    scaling.targets.set(idOf(service), targetOf(service, 2, BEFORE));
    await act(service);
    expect([await service.desiredCount(), lastNote((await record(service)).incident)]).toEqual([
      0,
      expect.stringContaining('put it to zero (4 before)'),
    ]);
    return service;
  }

  const record = ({ cluster, service }: EmulatedService): Promise<ServiceRecord> =>
    storedRecord(responder, cluster, service);
  const lastNote = (incident: ServiceRecord['incident']): string | undefined => incident?.actions?.at(-1)?.text;

  const restore = ({ cluster, service }: EmulatedService) =>
    operator.type(`ecs-medic restore --cluster ${cluster} --service ${service} --yes`);

  it('has its scaling suspended before the count goes down, and put back as it was after the count is up', async () => {
    const { proxy, scaling } = responder;
    const changes = proxy.record(CHANGES);
    const service = await heldService('orders-api');
    const key = { cluster: service.cluster, service: service.service };
    const down = [
      ['application-autoscaling:RegisterScalableTarget', targetOf(service, 0, HELD)],
      ['ecs:UpdateService', { ...key, desiredCount: 0 }],
    ];
    expect(changes.map((call) => [nameOf(call), call.parameters])).toEqual(down);
    const { code, stderr } = await restore(service);
    expect([stderr, code]).toEqual(['', 0]);
    expect(changes.map((call) => [nameOf(call), call.parameters])).toEqual([
      ...down,
      ['ecs:UpdateService', { ...key, desiredCount: 4 }],
      ['application-autoscaling:RegisterScalableTarget', targetOf(service, 2, BEFORE)],
    ]);
    expect(scaling.targets.get(idOf(service))).toEqual(targetOf(service, 2, BEFORE));
  });

  it('keeps what somebody made of its scaling meanwhile, which is told', async () => {
    const { proxy, scaling, tellAll, toldOf } = responder;
    const service = await heldService('changed-meanwhile');
    scaling.targets.set(idOf(service), targetOf(service, 1, HELD));
    const changes = proxy.record(CHANGES);
    await restore(service);
    expect(changes.map(nameOf)).toEqual(['ecs:UpdateService']);
    expect(await service.desiredCount()).toBe(4);
    expect(scaling.targets.get(idOf(service))).toEqual(targetOf(service, 1, HELD));
    await tellAll();
    expect(toldOf(service)).toContain('Application Auto Scaling was changed meanwhile, and is left as it is');
  });

  it('is not put to zero where its scaling cannot be suspended', async () => {
    const { act, failing, proxy, scaling, tellAll, toldOf } = responder;
    const service = await failing('not-suspended', { desiredCount: 4 });
    scaling.targets.set(idOf(service), targetOf(service, 2, BEFORE));
    const refused = proxy.inject({
      call: 'application-autoscaling:RegisterScalableTarget',
      effect: { kind: 'refuse', status: 400, code: 'ConcurrentUpdateException', message: 'A change is under way' },
    });
    const changes = proxy.record(CHANGES);
    await act(service);
    refused.lift();
    expect(changes.map(nameOf)).toEqual(['application-autoscaling:RegisterScalableTarget']);
    expect(await service.desiredCount()).toBe(4);
    expect(scaling.targets.get(idOf(service))).toEqual(targetOf(service, 2, BEFORE));
    await tellAll();
    expect(toldOf(service)).toContain('Application Auto Scaling could not be suspended');
  });
});

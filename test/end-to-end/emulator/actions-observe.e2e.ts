import { GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { nameOf } from './aws-call';
import type { HandlerName } from './responder';
import { type ActingResponder, CHANGES, startActing } from './start-acting';
import { storedRecord } from './stored-record';

describe('a service that crashes in a loop and allows to be put to zero, where ecs-medic observes', () => {
  let responder: ActingResponder;

  beforeAll(async () => {
    responder = await startActing();
  });

  afterAll(() => responder?.stop());

  const policiesOf = async (handler: HandlerName): Promise<string> => {
    const { iam, lambda } = responder.account;
    const { Role = '' } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: responder.functionOf(handler) }),
    );
    const RoleName = Role.slice(Role.lastIndexOf('/') + 1);
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const documents = PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: { Effect: string }[] };
      return Statement.filter(({ Effect }) => Effect === 'Allow');
    });
    return JSON.stringify(await Promise.all(documents));
  };

  it('is left as it is, and told what would have been done', async () => {
    const { failing, observe, proxy, runActions, tellAll, toldOf } = responder;
    const changes = proxy.record(CHANGES);
    const service = await failing('orders-api');
    await observe(service);
    expect([changes, await service.desiredCount()]).toEqual([[], 3]);
    const { hold, intent } = await storedRecord(responder, service.cluster, service.service);
    expect([hold, intent]).toEqual([undefined, undefined]);
    await tellAll();
    expect(toldOf(service)).toContain('would have begun to scale to zero now, but ecs-medic runs in observe mode');
    const once = toldOf(service).split('would have begun').length;
    await runActions();
    await tellAll();
    expect(toldOf(service).split('would have begun')).toHaveLength(once);
  });

  it('is told of by roles that may read services and change none', async () => {
    for (const handler of ['act-on-incidents', 'apply-schedules'] as const) {
      const policies = await policiesOf(handler);
      expect(policies).toContain('ecs:DescribeServices');
      expect(policies).not.toMatch(/ecs:UpdateService|ecs:StopServiceDeployment|RegisterScalableTarget/);
    }
  });

  it('is not changed even when the code tries', async () => {
    const { account, act, environmentOf, failing, functionOf, proxy, tellAll, toldOf } = responder;
    const Variables = await environmentOf('act-on-incidents');
    expect(Variables['ECS_MEDIC_ACTIONS']).toBe('observe');
    await account.lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: functionOf('act-on-incidents'),
        Environment: { Variables: { ...Variables, ECS_MEDIC_ACTIONS: 'enforce' } },
      }),
    );
    const changes = proxy.record(CHANGES);
    const service = await failing('sneaky');
    await act(service);
    expect(changes.map(nameOf)).toEqual(['ecs:UpdateService']);
    expect(await service.desiredCount()).toBe(3);
    await tellAll();
    expect(toldOf(service)).toMatch(/sneaky \(of-sneaky\): could not scale to zero/);
    expect(toldOf(service)).toMatch(/ecs:UpdateService/);
  });
});

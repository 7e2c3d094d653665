import { nameOf } from './aws-call';
import { pretend, withTag } from './pretend';
import { deploymentOf } from './service-deployment';
import { type ActingResponder, CHANGES, startActing } from './start-acting';
import { storedRecord } from './stored-record';

const ROLL_BACK = { 'ecs-medic:roll-back': 'allow' };

describe('a service whose deployment crashes in a loop, where actions are enforced', () => {
  let responder: ActingResponder;

  beforeAll(async () => {
    responder = await startActing({ parameters: { Actions: 'enforce' } });
  });

  afterAll(() => responder?.stop());

  const definition = (name: string): string => `arn:aws:ecs:${responder.region}:111122223333:task-definition/${name}:8`;

  it('is rolled back by stopping its deployment, once, and told', async () => {
    const { act, failing, proxy, runActions, tellAll, toldOf, whileAnswering } = responder;
    const service = await failing('orders-api', { tags: ROLL_BACK });
    const deployment = deploymentOf(service, definition('orders-api'));
    const changes = proxy.record(CHANGES);
    await whileAnswering(deployment.answer, async () => {
      await act(service);
      await runActions();
    });
    expect(changes.map((call) => [nameOf(call), call.parameters])).toEqual([
      ['ecs:StopServiceDeployment', { serviceDeploymentArn: deployment.arn, stopType: 'ROLLBACK' }],
    ]);
    expect([deployment.status(), await service.desiredCount()]).toEqual(['ROLLBACK_REQUESTED', 3]);
    const { hold, intent } = await storedRecord(responder, service.cluster, service.service);
    expect([hold, intent]).toEqual([undefined, undefined]);
    await tellAll();
    expect(toldOf(service)).toContain('stopped its deployment, which goes back to orders-api:8');
  });

  it('is not rolled back without its tag even when the code tries, and that is told', async () => {
    const { act, failing, proxy, tellAll, toldOf, whileAnswering } = responder;
    const service = await failing('sneaky', { tags: { 'ecs-medic:scale-to-zero': 'allow' } });
    const deployment = deploymentOf(service, definition('sneaky'));
    const tagged = pretend(service.arn, withTag('ecs-medic:roll-back', 'allow'));
    const changes = proxy.record(CHANGES);
    await whileAnswering(
      (call, given) => {
        const told = deployment.answer(call, given);
        return tagged(call, told?.body ?? given) ?? told;
      },
      () => act(service),
    );
    expect(changes.map(nameOf)).toEqual(['ecs:StopServiceDeployment']);
    expect([deployment.status(), await service.desiredCount()]).toEqual(['IN_PROGRESS', 3]);
    await tellAll();
    expect(toldOf(service)).toMatch(/sneaky \(of-sneaky\): could not roll back/);
    expect(toldOf(service)).toMatch(/ecs:StopServiceDeployment/);
  });
});

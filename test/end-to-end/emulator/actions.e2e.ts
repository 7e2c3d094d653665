import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { nameOf } from './aws-call';
import { createService, type ServiceName } from './emulated-service';
import { fireUntil } from './fire-schedule';
import { MUTATING } from './mutating-calls';
import { type Operator, operatorOf } from './operator';
import { pretend, withTag } from './pretend';
import { aboutService } from './slack-words';
import { type ActingResponder, CHANGES, startActing } from './start-acting';
import { storedRecord } from './stored-record';
import { waitUntil } from './wait-until';

const MINUTE = 60_000;

describe('a service that crashes in a loop, where actions are enforced', () => {
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

  const recordOf = ({ cluster, service }: ServiceName): Promise<ServiceRecord> =>
    storedRecord(responder, cluster, service);

  const setZero = ({ cluster, service }: ServiceName) => ['ecs:UpdateService', { cluster, service, desiredCount: 0 }];

  it('is put to zero, told with what undoes it, and brought back to exactly what ran by that command', async () => {
    const { failing, proxy, slack, tellAll, toldOf } = responder;
    const changes = proxy.record(CHANGES);
    const orders = await failing('orders-api', { desiredCount: 3 });
    expect(aboutService(slack.messages(), 'orders-api')).toHaveLength(1);
    await fireUntil(responder, 'ActSchedule', 'the desired count to be 0', async () => {
      return (await orders.desiredCount()) === 0;
    });
    await waitUntil('the change to be settled', async () => (await recordOf(orders)).intent === undefined);
    expect(changes.map((call) => [nameOf(call), call.parameters])).toEqual([setZero(orders)]);
    expect((await recordOf(orders)).hold).toMatchObject({ owner: 'incident', remembered: 3 });
    await tellAll();
    expect(toldOf(orders)).toContain('orders-api (of-orders-api): put to zero, 3 before');
    const command = 'ecs-medic restore --cluster of-orders-api --service orders-api --region us-east-1';
    expect(toldOf(orders)).toContain(command);
    const restored = await operator.type(`${command} --yes`);
    expect([restored.stderr, restored.code]).toEqual(['', 0]);
    expect(await orders.desiredCount()).toBe(3);
    expect(changes.slice(1).map((call) => [nameOf(call), call.parameters])).toEqual([
      ['ecs:UpdateService', { cluster: 'of-orders-api', service: 'orders-api', desiredCount: 3 }],
    ]);
    expect((await recordOf(orders)).hold).toBeUndefined();
    await tellAll();
    expect(toldOf(orders)).toContain('brought it back to 3');
  });

  it('keeps the deployment from being removed while it is held, and is named', async () => {
    const { act, failing, proxy } = responder;
    const service = await failing('held');
    await act(service);
    expect(await service.desiredCount()).toBe(0);
    const mutating = proxy.record(MUTATING);
    const { stdout, stderr, code } = await operator.npmRun('remove');
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain('ecs-medic-production holds 1 service at zero');
    expect(stderr).toContain('of-held/held: 3 before');
    expect(stderr).toContain('ecs-medic restore --cluster of-held --service held --region us-east-1');
    expect(mutating).toEqual([]);
    const restored = await operator.type('ecs-medic restore --all --yes --region us-east-1');
    expect([restored.stderr, restored.code, await service.desiredCount()]).toEqual(['', 0, 3]);
  });

  it.each([
    ['restore', 0],
    ['scale-to-zero', 3],
    ['roll-back', 3],
  ])('is not touched by %s --dry-run, which shows the plan', async (command, desiredCount) => {
    const { account, act, failing, proxy } = responder;
    const cluster = `of-dry-${command}`;
    const service =
      command === 'restore'
        ? await failing(`dry-${command}`)
        : await createService(account, { cluster, service: `dry-${command}`, desiredCount: 3 });
    if (command === 'restore') await act(service);
    expect(await service.desiredCount()).toBe(desiredCount);
    const mutating = proxy.record(MUTATING);
    const reads = proxy.record(/^ecs:DescribeServices$/);
    const { stdout, stderr, code } = await operator.type(
      `ecs-medic ${command} --cluster ${cluster} --service dry-${command} --region us-east-1 --dry-run`,
    );
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toContain(`dry-${command} (${cluster})`);
    expect(stdout).toContain('Dry run: nothing was changed.');
    expect(reads.length).toBeGreaterThan(0);
    expect([mutating, await service.desiredCount()]).toEqual([[], desiredCount]);
  });

  it('is put to zero and brought back by a person, who is asked for it, and the record is the same', async () => {
    const { account, proxy } = responder;
    const changes = proxy.record(CHANGES);
    const service = await createService(account, { cluster: 'of-a-person', service: 'by-hand', desiredCount: 5 });
    await service.endTasks();
    const place = '--cluster of-a-person --service by-hand --region us-east-1';
    const asked = await operator.type(`ecs-medic scale-to-zero ${place} --despite-safeguards`);
    expect([asked.code, changes]).toEqual([2, []]);
    expect(asked.stderr).toContain('there is no terminal on which to ask: nothing was changed');
    const down = await operator.type(`ecs-medic scale-to-zero ${place} --despite-safeguards --yes`);
    expect([down.stderr, down.code, await service.desiredCount()]).toEqual(['', 0, 0]);
    expect((await recordOf(service)).hold).toMatchObject({ owner: 'person', remembered: 5 });
    const up = await operator.type(`ecs-medic restore ${place} --yes`);
    expect([up.stderr, up.code, await service.desiredCount()]).toEqual(['', 0, 5]);
    expect(changes.map(({ parameters }) => parameters['desiredCount'])).toEqual([0, 5]);
    const { stdout } = await operator.type('ecs-medic decisions --since 1d --region us-east-1');
    expect(stdout).toContain('by-hand');
    expect(stdout).toContain('orders-api');
  });

  it('has what is intended in its record before the call, and is settled by the next run where the function was killed', async () => {
    const { failing, functions, proxy, runActions, tellAll, toldOf } = responder;
    const service = await failing('killed');
    const changes = proxy.record(CHANGES);
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = proxy.inject({ call: 'ecs:UpdateService', effect: { kind: 'hold', until }, times: 1 });
    const run = runActions();
    await waitUntil('the call', () => held.hits() > 0);
    expect((await recordOf(service)).intent).toMatchObject({ action: 'scale-to-zero', desired: 3, to: 0 });
    expect(await service.desiredCount()).toBe(3);
    for (const pid of functions.processesOf('act-on-incidents')) process.kill(pid, 'SIGKILL');
    await expect(run).rejects.toThrow(/act-on-incidents failed/);
    // The call is on its way, and takes effect although nobody is left to hear of it.
    release();
    await waitUntil('the call to take effect', async () => (await service.desiredCount()) === 0);
    functions.goForward(2 * MINUTE);
    await runActions();
    expect((await recordOf(service)).intent).toBeUndefined();
    expect((await recordOf(service)).hold).toMatchObject({ owner: 'incident', remembered: 3 });
    expect(changes).toHaveLength(1);
    await tellAll();
    expect(toldOf(service)).toContain('killed (of-killed): put to zero, 3 before');
  });

  it('is found at zero by reading where the answer to the call was lost, and the call is not made again', async () => {
    const { act, failing, proxy } = responder;
    const service = await failing('lost-answer');
    const changes = proxy.record(CHANGES);
    const lost = proxy.inject({ call: 'ecs:UpdateService', effect: { kind: 'lose-answer' } });
    await act(service);
    lost.lift();
    expect([lost.hits(), changes.length, await service.desiredCount()]).toEqual([1, 1, 0]);
    expect((await recordOf(service)).hold).toMatchObject({ remembered: 3 });
  });

  it('is told as failed where AWS refuses the change, which is asked for once', async () => {
    const { act, failing, proxy, tellAll, toldOf } = responder;
    const service = await failing('throttled');
    const refused = proxy.inject({
      call: 'ecs:UpdateService',
      effect: { kind: 'refuse', status: 400, code: 'ThrottlingException', message: 'Rate exceeded' },
    });
    await act(service);
    refused.lift();
    expect([refused.hits(), await service.desiredCount()]).toEqual([1, 3]);
    const { hold, intent } = await recordOf(service);
    expect([hold, intent]).toEqual([undefined, undefined]);
    await tellAll();
    expect(toldOf(service)).toContain('could not scale to zero: AWS throttled ecs:UpdateService: Rate exceeded.');
  });

  it('is left alone without its tag, and told what would have been done', async () => {
    const { failing, observe, proxy, tellAll, toldOf } = responder;
    const changes = proxy.record(CHANGES);
    const service = await failing('untagged', { tags: {} });
    await observe(service);
    expect([changes, await service.desiredCount()]).toEqual([[], 3]);
    await tellAll();
    expect(toldOf(service)).toContain(
      'would have begun to scale to zero now, but the service is not tagged ecs-medic:scale-to-zero=allow',
    );
  });

  it('is not changed without its tag even when the code tries, and that is told', async () => {
    const { act, failing, proxy, tellAll, toldOf, whileAnswering } = responder;
    const changes = proxy.record(CHANGES);
    const service = await failing('sneaky', { tags: { 'ecs-medic:roll-back': 'allow' } });
    // The code reads a tag that the service does not have: IAM asks the service itself.
    await whileAnswering(pretend(service.arn, withTag('ecs-medic:scale-to-zero', 'allow')), () => act(service));
    expect(changes.map((call) => [nameOf(call), call.parameters])).toEqual([setZero(service)]);
    expect(await service.desiredCount()).toBe(3);
    const { hold, intent } = await recordOf(service);
    expect([hold, intent]).toEqual([undefined, undefined]);
    await tellAll();
    expect(toldOf(service)).toMatch(/sneaky \(of-sneaky\): could not scale to zero/);
    expect(toldOf(service)).toMatch(/ecs:UpdateService/);
  });

  it('is left alone while the switch is off, and put to zero when it is on again', async () => {
    const { account, act, failing, observe, proxy, stack, tellAll, toldOf } = responder;
    const turn = (Value: 'on' | 'off') =>
      account.ssm.send(
        new PutParameterCommand({ Name: stack.outputs.get('ActionsSwitchName'), Value, Overwrite: true }),
      );
    const changes = proxy.record(CHANGES);
    await turn('off');
    const service = await failing('switched-off');
    await observe(service);
    expect([changes, await service.desiredCount()]).toEqual([[], 3]);
    await tellAll();
    expect(toldOf(service)).toContain('would have begun to scale to zero now, but actions are switched off');
    await turn('on');
    await act(service);
    expect(changes.map((call) => [nameOf(call), call.parameters])).toEqual([setZero(service)]);
    expect(await service.desiredCount()).toBe(0);
  });
});

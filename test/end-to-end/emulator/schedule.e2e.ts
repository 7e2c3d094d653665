import { CreateScheduleCommand, GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { type RunningResponder, startResponder } from './start-responder';
import { waitUntil } from './wait-until';

describe('the schedules', () => {
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  it.each([
    ['WhatIsDueSchedule', 'rate(1 minute)', false],
    ['SweepSchedule', 'rate(5 minutes)', true],
  ])('%s runs keep-watch with its own role and input', async (id, rate, isSweep) => {
    const { account, proxy, stack } = responder;
    const { scheduler } = account;
    const schedule = await scheduler.send(new GetScheduleCommand({ Name: stack.resources.get(id)?.id ?? '' }));
    expect(schedule.ScheduleExpression).toBe(rate);
    proxy.forget();
    // The same target, once and soon: nobody waits for the minute.
    await scheduler.send(
      new CreateScheduleCommand({
        Name: `once-${id}`,
        ScheduleExpression: `at(${new Date(Date.now() + 1_000).toISOString().slice(0, 19)})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: schedule.Target,
      }),
    );
    await waitUntil('keep-watch to read the table', () => proxy.calls().has('dynamodb:Query'));
    await waitUntil('keep-watch to end', () => proxy.idle() > 1_000);
    expect(proxy.calls().has('ecs:ListClusters')).toBe(isSweep);
  });
});

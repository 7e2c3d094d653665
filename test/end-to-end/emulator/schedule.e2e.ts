import { fireSchedule, type ScheduleId } from './fire-schedule';
import { type RunningResponder, startResponder } from './start-responder';
import { waitUntil } from './wait-until';

describe('the schedules', () => {
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  it.each<[ScheduleId, string, boolean]>([
    ['WhatIsDueSchedule', 'rate(1 minute)', false],
    ['SweepSchedule', 'rate(5 minutes)', true],
  ])('%s runs keep-watch with its own role and input', async (id, rate, isSweep) => {
    const { proxy } = responder;
    proxy.forget();
    expect((await fireSchedule(responder, id)).ScheduleExpression).toBe(rate);
    await waitUntil('keep-watch to read the table', () => proxy.calls().has('dynamodb:Query'));
    await waitUntil('keep-watch to end', () => proxy.idle() > 1_000);
    expect(proxy.calls().has('ecs:ListClusters')).toBe(isSweep);
  });
});

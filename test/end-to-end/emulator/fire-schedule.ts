import { CreateScheduleCommand, GetScheduleCommand, type GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import type { RunningResponder } from './start-responder';
import { waitUntil } from './wait-until';

/** A schedule of the stack, by its logical id. */
export type ScheduleId = 'WhatIsDueSchedule' | 'SweepSchedule' | 'ActSchedule' | 'ApplySchedule';

let fired = 0;

/** Its target once more and soon, through EventBridge Scheduler with its own role and input: nobody waits for the minute. */
export async function fireSchedule(
  { account: { scheduler }, stack }: RunningResponder,
  id: ScheduleId,
): Promise<GetScheduleCommandOutput> {
  const schedule = await scheduler.send(new GetScheduleCommand({ Name: stack.resources.get(id)?.id ?? '' }));
  fired += 1;
  await scheduler.send(
    new CreateScheduleCommand({
      Name: `once-${id}-${fired}`,
      ScheduleExpression: `at(${new Date(Date.now() + 1_000).toISOString().slice(0, 19)})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: schedule.Target,
    }),
  );
  return schedule;
}

/** Milliseconds for EventBridge Scheduler to look up, and for a function to start and run. */
const FIRE_AGAIN_AFTER = 25_000;

/** The same again and again, as a schedule does, until it has had its effect: a run whose reads come too late has none. */
export async function fireUntil(
  responder: RunningResponder,
  id: ScheduleId,
  what: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  let firedAt = Number.NEGATIVE_INFINITY;
  await waitUntil(
    what,
    async () => {
      if (await isSo()) return true;
      if (performance.now() - firedAt < FIRE_AGAIN_AFTER) return false;
      firedAt = performance.now();
      await fireSchedule(responder, id);
      return false;
    },
    { timeout: 100_000 },
  );
}

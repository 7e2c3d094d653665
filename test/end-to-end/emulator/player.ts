import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import type { JsonObject } from '../../../lib/domain/json';
import { parseTimestamp } from '../../../lib/domain/timestamp';
import { putEvents } from './put-events';
import type { RunningResponder } from './start-responder';

/** Plays time: events come when they came, and schedules run between them. */
export interface Player {
  /** Goes on to a time (milliseconds since 1970) and runs what the schedules would run on the way. */
  goTo(time: number): Promise<void>;
  /** Puts events on the bus, each at its time, and waits until all is done. */
  play(events: readonly JsonObject[]): Promise<void>;
  /** Runs keep-watch now, with the input that the schedule of this name has. */
  run(schedule: 'WhatIsDueSchedule' | 'SweepSchedule'): Promise<void>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** When to look up after the last event: at the looks for evidence, then every few minutes for a while, then now and then. */
const STEPS = [10, 30, 60, 120, 240, 360, 600, 900, 1_200].map((seconds) => seconds * SECOND);
const LATER = 180 * MINUTE;

export function playerOf(responder: RunningResponder): Player {
  const { account, functions, invoke, quiet, stack } = responder;
  let lastEventAt = functions.now();
  let sweptAt = 0;

  const run: Player['run'] = async (schedule) => {
    const { Target } = await account.scheduler.send(
      new GetScheduleCommand({ Name: stack.resources.get(schedule)?.id ?? '' }),
    );
    await invoke('keep-watch', JSON.parse(Target?.Input ?? 'null'));
    await quiet();
  };

  const goTo = async (time: number): Promise<void> => {
    for (;;) {
      const now = functions.now();
      if (now >= time) return;
      const step = STEPS.find((one) => lastEventAt + one > now);
      const next = Math.min(time, step === undefined ? now + LATER : lastEventAt + step);
      functions.goForward(next - now);
      // What was to wait is due now.
      await quiet();
      if (next === time) return;
      await run('WhatIsDueSchedule');
      if (next - sweptAt >= 5 * MINUTE) {
        sweptAt = next;
        await run('SweepSchedule');
      }
    }
  };

  return {
    goTo,
    run,
    async play(events) {
      for (const event of events) {
        const at = parseTimestamp(event['time']) ?? functions.now();
        // ECS writes whole seconds; what the event tells of happened within that second.
        await goTo(at + SECOND);
        lastEventAt = functions.now();
        await putEvents(account, [event]);
        await quiet();
      }
    },
  };
}

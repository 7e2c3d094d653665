import type { Incident } from '../../../lib/domain/incident/incident';
import { type AutoScaling, autoScaling } from './auto-scaling';
import { crashLoop } from './crash-loop';
import { createService, type EmulatedService, type NewService, type ServiceName } from './emulated-service';
import type { FaultProxy } from './fault-proxy';
import { aboutService, wordsOf } from './slack-words';
import { type RunningResponder, type StartOptions, startResponder } from './start-responder';
import { storedRecord } from './stored-record';

type Answer = Parameters<FaultProxy['answerWith']>[0];

/** A responder, named as `npm run deploy` names it, in an account that has services and Application Auto Scaling. */
export interface ActingResponder extends RunningResponder {
  readonly scaling: AutoScaling;
  /** While `work` lasts, what `answer` says comes instead of what the emulator says. */
  whileAnswering(answer: Answer, work: () => Promise<void>): Promise<void>;
  /** A service that has been there for an hour and crashes in a loop. A cluster has a budget: each gets one of its own. */
  failing(service: string, more?: Partial<NewService>): Promise<EmulatedService>;
  /**
   * Runs the function that acts on incidents, as its schedule does, every minute until it has acted for a service: on a
   * busy machine a read may come too late, and the next run decides anew.
   */
  act(service: ServiceName): Promise<void>;
  /** The same until it has decided what it would have done. */
  observe(service: ServiceName): Promise<void>;
  /** One run of it. */
  runActions(): Promise<void>;
  /** One run of the function that applies schedules. */
  applySchedules(): Promise<void>;
  /** Lets the time pass after which a message may be edited again, and does what is due then. */
  tellAll(): Promise<void>;
  /** All that Slack was ever told of a service, in order. */
  toldOf(service: ServiceName): string;
}

/** What is new is left alone for a while, and so is a cluster in which something was done: both are over then. */
const LEFT_ALONE = 61 * 60_000;
const UNTIL_THE_NEXT_EDIT = 61_000;
const MINUTE = 60_000;
const MOST_RUNS = 4;

export const ALLOWED = { 'ecs-medic:scale-to-zero': 'allow' };

/** Calls that change services, or what scales them. */
export const CHANGES = /^(ecs|application-autoscaling):(?!Describe|List|Get)/;

export async function startActing(options: StartOptions = {}): Promise<ActingResponder> {
  const responder = await startResponder({ stackName: 'ecs-medic-production', ...options });
  const { account, functions, invoke, proxy, quiet, slack } = responder;
  const scaling = autoScaling();
  proxy.answerWith(scaling.answer);

  const runActions = async (): Promise<void> => {
    await invoke('act-on-incidents', {});
    await quiet();
  };

  const runUntil = async (
    { cluster, service }: ServiceName,
    isDone: (incident: Incident) => boolean,
  ): Promise<void> => {
    for (let run = 0; run < MOST_RUNS; run++) {
      if (run > 0) functions.goForward(MINUTE);
      await runActions();
      const { incident } = await storedRecord(responder, cluster, service);
      if (incident !== undefined && isDone(incident)) return;
    }
    const { incident } = await storedRecord(responder, cluster, service);
    throw new Error(`nothing was done about ${service} in ${MOST_RUNS} runs: ${incident?.decided?.join(', ')}`);
  };

  return {
    ...responder,
    scaling,
    async whileAnswering(answer, work) {
      proxy.answerWith((call, given) => answer(call, given) ?? scaling.answer(call));
      try {
        await work();
      } finally {
        proxy.answerWith(scaling.answer);
      }
    },
    async failing(service, more) {
      const created = await createService(account, {
        cluster: `of-${service}`,
        service,
        desiredCount: 3,
        tags: ALLOWED,
        ...more,
      });
      await created.endTasks();
      await quiet();
      functions.goForward(LEFT_ALONE);
      await crashLoop(responder, created);
      return created;
    },
    act: (service) => runUntil(service, ({ actedAt }) => actedAt !== undefined),
    observe: (service) => runUntil(service, ({ decided = [] }) => decided.some((one) => one.includes('/would-have/'))),
    runActions,
    async applySchedules() {
      await invoke('apply-schedules', {});
      await quiet();
    },
    async tellAll() {
      await quiet();
      // Twice: what became known within the minute is an edit of its own.
      for (let edit = 0; edit < 2; edit++) {
        functions.goForward(UNTIL_THE_NEXT_EDIT);
        await quiet();
        await invoke('keep-watch', { run: 'due' });
        await quiet();
      }
    },
    toldOf: ({ service }) => aboutService(slack.posts(), service).map(wordsOf).join('\n'),
  };
}

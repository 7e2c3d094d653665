import { type PersonsWish, proposeByPerson } from '../../lib/app/act-by-person';
import type { ActingPolicy } from '../../lib/app/action-policy';
import { isOpen } from '../../lib/domain/incident/incident';
import type { Role } from './account/account';
import type { Cloud } from './cloud/cloud';
import { portsOf, type SimulatedPorts } from './cloud/ports-of';
import { Queue } from './cloud/queue';
import type { Design } from './design';
import { Invocation, type Sky } from './engine/invocation';
import type { Watcher } from './invariants/watcher';
import type { Pause } from './scenes/stage';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds, as the stack sets them; a message comes again after six times as long. */
const TIMEOUTS = {
  respond: 30_000,
  explain: 60_000,
  deliver: 45_000,
  watch: 280_000,
  sweep: 280_000,
  act: 60_000,
  schedule: 280_000,
  person: 300_000,
} as const;
/** As whom the functions that change something call the account. */
const ROLES: Partial<Record<keyof typeof TIMEOUTS, Role>> = { act: 'act', schedule: 'schedule', person: 'person' };
/** Messages of a batch and invocations at a time, as the stack sets them. */
const CONSUMERS = {
  respond: { mostInBatch: 100, concurrency: 2 },
  explain: { mostInBatch: 5, concurrency: 5 },
  deliver: { mostInBatch: 5, concurrency: 2 },
} as const;
/** Long enough for hold-downs, reminders, and Slack's longest waits. */
const QUIET = 30 * HOUR;
/** Port calls that one message may cost, so that a storm stays bounded. */
const MOST_CALLS_A_MESSAGE = 160;
/** The design allows 6 calls of AWS; what is known without one is asked for as well. */
const MOST_READS_A_LOOK = 7;

/** What keeps the functions of an account that lives going. */
export interface Acting {
  /** Times around which something happens. */
  readonly busy: readonly number[];
  readonly pauses: readonly Pause[];
  readonly ends: number;
  readonly isIdle: () => boolean;
  readonly acting: (role: Role) => ActingPolicy;
  readonly isScheduled: boolean;
  /** Runs of `act-on-incidents` at a time. */
  readonly copies: number;
}

/** The deployed functions: what calls them, how many run at once, and what becomes of one that is cut off. */
export class Functions {
  cloud: Cloud | undefined;
  readonly #design: Design;
  readonly #sky: Sky;
  readonly #watcher: Watcher;
  #invocations = 0;

  constructor(design: Design, sky: Sky, watcher: Watcher) {
    this.#design = design;
    this.#sky = sky;
    this.#watcher = watcher;
  }

  queue(name: string, consumer: keyof typeof CONSUMERS): Queue {
    const timeout = TIMEOUTS[consumer];
    const queue: Queue = new Queue(this.#sky, {
      name,
      visibility: 6 * timeout,
      ...CONSUMERS[consumer],
      mostReceives: 5,
      consume: (messages) => {
        const ids = new Set(messages.map(({ id }) => id));
        const done = (failed: readonly string[] | undefined) => queue.settle(messages, failed);
        this.#invoke(
          consumer,
          (ports) => this.#design[consumer](messages, ports, this.#design.policy),
          (failed, invocation) => {
            if (failed?.some((id) => !ids.has(id)) === true)
              this.#watcher.violate('I-33', `${invocation.name} names a message as failed that it was not given`);
            if (invocation.calls > MOST_CALLS_A_MESSAGE * (messages.length + 1))
              this.#watcher.violate(
                'I-36',
                `${invocation.name} made ${invocation.calls} calls for ${messages.length} messages`,
              );
            if (invocation.reads > MOST_READS_A_LOOK * messages.length)
              this.#watcher.violate(
                'I-36',
                `${invocation.name} read evidence ${invocation.reads} times for ${messages.length} messages`,
              );
            done(failed);
          },
          (error) => this.#watcher.violate('I-33', `${consumer} threw: ${String(error)}`),
        );
      },
    });
    return queue;
  }

  /** keep-watch every minute, the sweep every five; where nothing is to be done for long, time jumps. */
  keepTime(busy: readonly number[], ends: number, isIdle: () => boolean): void {
    const { time, weather, random } = this.#sky;
    const over = Math.max(weather.heals, ends) + QUIET;
    const isBusy = (now: number): boolean => busy.some((at) => at - 5 * MINUTE < now && now < at + 25 * MINUTE);
    const intervalAt = (now: number): number =>
      isBusy(now) ? 5 * MINUTE : now < Math.max(ends, weather.heals) + 30 * MINUTE ? 30 * MINUTE : 6 * HOUR;
    let sweptAt = 0;
    const tick = (): boolean => {
      const now = time.now();
      const due = this.cloud?.store.allDue()[0]?.at ?? Number.POSITIVE_INFINITY;
      const copies = now < weather.heals && random.chance(weather.duplicate / 4) ? 2 : 1;
      if (due <= now || random.chance(0.05))
        for (let copy = 0; copy < copies; copy++)
          this.#invoke('watch', (ports) => this.#design.watch(ports, this.#design.policy));
      const interval = intervalAt(now);
      if (now - sweptAt >= interval) {
        sweptAt = now;
        for (let copy = 0; copy < copies; copy++)
          this.#invoke('sweep', (ports) => this.#design.sweep(ports, this.#design.policy));
      }
      if (now >= over && isIdle() && due > now) return true;
      if (now >= over + 100 * HOUR) return true;
      const next = isIdle() && !isBusy(now) ? Math.min(due, sweptAt + interval) : now + MINUTE;
      time.at(Math.max(now + MINUTE, next), tick);
      return true;
    };
    time.at(time.now() + 30_000, tick);
  }

  /** The same for an account that lives, where two more functions act. */
  keepActing({ busy, pauses, ends, isIdle, acting, isScheduled, copies }: Acting): void {
    const { time, weather, random } = this.#sky;
    const over = Math.max(weather.heals, ends) + QUIET;
    const isBusy = (now: number): boolean => busy.some((at) => at - 7 * MINUTE < now && now < at + 30 * MINUTE);
    const runs = (of: Pause['of'], now: number): number => {
      if (pauses.some((pause) => pause.of === of && pause.from <= now && now < pause.until)) return 0;
      return now < weather.heals && random.chance(weather.duplicate / 3) ? 2 : 1;
    };
    const run = (of: Pause['of'], now: number, start: (ports: SimulatedPorts) => Promise<unknown>): void => {
      for (let left = runs(of, now); left > 0; left--) this.#invoke(of, start);
    };
    let sweptAt = 0;
    let followedAt = 0;
    const tick = (): void => {
      const now = time.now();
      const store = this.cloud?.store;
      const due = store?.allDue()[0]?.at ?? Number.POSITIVE_INFINITY;
      const records = store?.records() ?? [];
      const mayAct = records.some(({ incident, intent }) => isOpen(incident) || intent !== undefined);
      if (due <= now || random.chance(0.05))
        run('watch', now, (ports) => this.#design.watch(ports, this.#design.policy));
      if (mayAct || random.chance(0.1))
        for (let copy = 0; copy < copies; copy++) run('act', now, (ports) => this.#design.act(ports, acting('act')));
      const interval = isBusy(now) ? 5 * MINUTE : now < over - 24 * HOUR ? 30 * MINUTE : 6 * HOUR;
      if (now - sweptAt >= interval) {
        sweptAt = now;
        run('sweep', now, (ports) => this.#design.sweep(ports, this.#design.policy));
      }
      if (isScheduled && now - followedAt >= interval) {
        followedAt = now;
        run('schedule', now, (ports) => this.#design.schedule(ports, acting('schedule')));
      }
      const isQuiet = isIdle() && !isBusy(now) && now > Math.max(ends, weather.heals) + HOUR;
      const touchedAt = Math.max(0, ...(this.cloud?.account?.all() ?? []).map(({ setAt }) => setAt));
      const isSeen = sweptAt > touchedAt && (!isScheduled || followedAt > touchedAt);
      if (now >= over && isIdle() && due > now && isSeen) return;
      if (now >= over + 100 * HOUR) return;
      const next = isBusy(now) || !isQuiet ? now + MINUTE : Math.min(due, sweptAt + interval);
      time.at(Math.max(now + MINUTE, next), tick);
    };
    time.at(time.now() + 30_000, tick);
  }

  /** A person asks for something by command, sees the plan, and says yes. */
  command(wish: PersonsWish, acting: ActingPolicy): void {
    this.#invoke('person', async (ports) => {
      const shown = await proposeByPerson(wish, ports, acting);
      await ports.pause(this.#sky.random.between(2_000, 20_000));
      if (shown.decision.decision === 'do') await this.#design.person(shown, ports, acting);
    });
  }

  #invoke<T>(
    name: keyof typeof TIMEOUTS,
    run: (ports: SimulatedPorts) => Promise<T>,
    ended: (answer: T | undefined, invocation: Invocation) => void = () => undefined,
    threw: (error: unknown) => void = () => undefined,
  ): void {
    const { cloud } = this;
    if (cloud === undefined) throw new Error('a function was called before its cloud was there');
    const invocation: Invocation = new Invocation(`${name}-${++this.#invocations}`, this.#sky, TIMEOUTS[name], () =>
      ended(undefined, invocation),
    );
    const ports = this.#design.ports(portsOf(invocation, cloud, ROLES[name]));
    run(ports).then(
      (answer) => {
        if (invocation.finish()) ended(answer, invocation);
      },
      (error: unknown) => {
        if (!invocation.finish()) return;
        // What is called by the clock is called again; what is called by a queue must answer.
        threw(error);
        ended(undefined, invocation);
      },
    );
  }
}

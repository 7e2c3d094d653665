import type { CallAnswer } from '../../../lib/app/action-ports';
import { SCHEDULE_TAG } from '../../../lib/domain/action/action-tags';
import { heldTarget, sameTarget } from '../../../lib/domain/action/scalable-target';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { Service } from '../../../lib/domain/service';
import type { SimulatedPorts } from '../cloud/ports-of';
import { type Design, ourDesign } from '../design';
import { isUpByTheClock } from '../invariants/clock-level';
import type { Scene } from '../scenes/incident-scenes';
import * as incident from '../scenes/incident-scenes';
import * as schedule from '../scenes/schedule-scenes';
import type { PlantedAct } from './planted-guards';

const MINUTE = 60_000;

/** The functions that act get ports of which some were made worse. */
const acting = (name: string, worsen: (ports: SimulatedPorts) => Partial<SimulatedPorts>): Design => {
  const worse = (ports: SimulatedPorts): SimulatedPorts => ({ ...ports, ...worsen(ports) });
  return {
    ...ourDesign,
    name,
    act: (ports, policy) => ourDesign.act(worse(ports), policy),
    schedule: (ports, policy) => ourDesign.schedule(worse(ports), policy),
    person: (shown, ports, policy) => ourDesign.person(shown, worse(ports), policy),
  };
};

/** What was read when the attempt began is good enough for its call. */
const noFreshRead = acting('call without reading the service again', (ports) => {
  const read = new Map<string, ReturnType<SimulatedPorts['readServiceNow']>>();
  return {
    readServiceNow: (key) => {
      const name = `${key.cluster}/${key.service}`;
      const known = read.get(name) ?? ports.readServiceNow(key);
      read.set(name, known);
      return known;
    },
  };
});

/** The client tries a call again that got no answer. */
const retriesCalls = acting('let the SDK retry UpdateService', (ports) => ({
  async setDesiredCount(key, count) {
    const first = await ports.setDesiredCount(key, count);
    return first.state === 'unknown' ? ports.setDesiredCount(key, count) : first;
  },
}));

const withoutIntent = ({ intent: _, ...record }: ServiceRecord): ServiceRecord => record;

/** The record says what was done once it is done. */
const intentAfterCall = acting('write the intent after the call', (ports) => {
  const owed = new Map<string, Parameters<SimulatedPorts['writeRecord']>>();
  const late = async (): Promise<void> => {
    for (const [record, dueAt] of owed.values()) {
      const { version } = await ports.readRecord(record.subject);
      await ports.writeRecord({ ...record, version }, dueAt);
    }
    owed.clear();
  };
  return {
    writeRecord: (record, dueAt) => {
      if (record.intent === undefined) return ports.writeRecord(record, dueAt);
      owed.set(record.subject.name, [record, dueAt]);
      return ports.writeRecord(withoutIntent(record), dueAt);
    },
    async setDesiredCount(key, count) {
      const answer = await ports.setDesiredCount(key, count);
      await late();
      return answer;
    },
  };
});

/** What ran before is not written down; whoever brings it back has to know. */
const remembersOne = acting('remember nothing, and bring back one', (ports) => ({
  writeRecord: (record, dueAt) => {
    const { intent } = record;
    if (intent?.hold === undefined || intent.action !== 'scale-to-zero') return ports.writeRecord(record, dueAt);
    return ports.writeRecord({ ...record, intent: { ...intent, hold: { ...intent.hold, remembered: 1 } } }, dueAt);
  },
}));

/** The sweep keeps what it reads as what is to be remembered. */
const overwritesHold: Design = {
  ...ourDesign,
  name: 'overwrite what is remembered with what is read later',
  sweep: (ports, policy) =>
    ourDesign.sweep(
      {
        ...ports,
        writeRecord: (record, dueAt) =>
          ports.writeRecord(
            record.hold === undefined ? record : { ...record, hold: { ...record.hold, remembered: 0 } },
            dueAt,
          ),
      },
      policy,
    ),
};

const forgetsToSuspend = acting('forget to suspend Application Auto Scaling', (ports) => ({
  setScalableTarget: (key, target) =>
    target.suspended.dynamicOut ? Promise.resolve<CallAnswer>({ state: 'done' }) : ports.setScalableTarget(key, target),
}));

/** Bounds first, then the count. */
const boundsFirst = acting('put the bounds back before the count', (ports) => ({
  async setDesiredCount(key, count) {
    const { hold, intent } = await ports.readRecord({ kind: 'service', cluster: key.cluster, name: key.service });
    const before = hold?.scalableTarget;
    if (intent?.action === 'restore' && before !== undefined) {
      await ports.readScalableTarget(key);
      await ports.setScalableTarget(key, before);
    }
    return ports.setDesiredCount(key, count);
  },
}));

/** Whatever is there by now becomes what was remembered. */
const fightsOverTarget = acting('put the bounds back over what somebody else has set', (ports) => ({
  async readScalableTarget(key) {
    const read = await ports.readScalableTarget(key);
    const { hold } = await ports.readRecord({ kind: 'service', cluster: key.cluster, name: key.service });
    const before = hold?.scalableTarget;
    if (before === undefined || read.state !== 'known' || read.value === undefined) return read;
    return sameTarget(read.value, before) ? read : { state: 'known', value: heldTarget(before) };
  },
}));

/** A call that was made has done what it says. */
const noReadBack = acting('trust the call and read nothing back', (ports) => {
  const done = new Map<string, { readonly count: number; readonly before: Service | undefined }>();
  const last = new Map<string, Service>();
  return {
    async readServiceNow(key) {
      const name = `${key.cluster}/${key.service}`;
      const { count, before } = done.get(name) ?? {};
      if (before !== undefined && count !== undefined)
        return { state: 'known', value: { ...before, desiredCount: count } };
      const read = await ports.readServiceNow(key);
      if (read.state === 'known' && read.value !== 'absent') last.set(name, read.value);
      return read;
    },
    async setDesiredCount(key, count) {
      const name = `${key.cluster}/${key.service}`;
      const answer = await ports.setDesiredCount(key, count);
      done.set(name, { count, before: last.get(name) });
      return answer;
    },
  };
});

/** Somebody who gets no answer goes on as if nothing had been done. */
const unknownIsFailed = acting('take a call without an answer for one that failed', (ports) => ({
  async setDesiredCount(key, count) {
    const answer = await ports.setDesiredCount(key, count);
    return answer.state === 'unknown' ? { state: 'refused', because: answer.because } : answer;
  },
}));

/** Made anew for each run, and kept over its invocations. */
function cachesSwitch(): Design {
  let read: ReturnType<SimulatedPorts['readActionsSwitch']> | undefined;
  return acting('keep what the switch said', (ports) => ({
    readActionsSwitch: () => {
      read ??= ports.readActionsSwitch();
      return read;
    },
  }));
}

/** What was claimed and is over is given back. */
const givesBudgetBack = acting('give the budget back after each action', (ports) => ({
  writeLedger: (ledger) => ports.writeLedger(ledger.inFlight === undefined ? { ...ledger, spent: [] } : ledger),
}));

const ledgerWithoutCompare = acting('write the ledger whoever wrote since', (ports) => ({
  async writeLedger(ledger) {
    for (;;) {
      const { version } = await ports.readLedger();
      if (await ports.writeLedger({ ...ledger, version })) return true;
    }
  },
}));

/** Nobody looks after changes that somebody was cut off from. */
const leavesIntents: Design = {
  ...ourDesign,
  name: 'leave a change that was cut off as it is',
  act: (ports, policy) =>
    ourDesign.act(
      { ...ports, readRecord: async (subject) => withoutStaleIntent(await ports.readRecord(subject)) },
      policy,
    ),
};

const withoutStaleIntent = (record: ServiceRecord): ServiceRecord =>
  record.intent === undefined ? record : { ...record, intent: { ...record.intent, at: Number.MAX_SAFE_INTEGER } };

/** Events count whatever their age, and wherever they come from. */
const believesOldEvents: Design = {
  ...ourDesign,
  name: 'take old and replayed events for new ones',
  respond: (messages, ports, policy) =>
    ourDesign.respond(
      messages.map(({ id, body }) => ({ id, body: asOfNow(body, ports.now()) })),
      ports,
      policy,
    ),
};

function asOfNow(body: string, now: number): string {
  if (!body.includes('"Task State Change"') && !body.includes('ECS Task State Change')) return body;
  if (!body.startsWith('{"') || !body.includes('stoppedAt')) return body;
  const { 'replay-name': _, ...event } = JSON.parse(body) as {
    detail: Record<string, unknown>;
    'replay-name'?: string;
  };
  const at = new Date(now).toISOString();
  return JSON.stringify({ ...event, detail: { ...event.detail, stoppedAt: at, stoppingAt: at, updatedAt: at } });
}

/** A schedule is followed where it changes, and at no other time. */
const edges: Design = {
  ...ourDesign,
  name: 'follow a schedule at its edges alone',
  schedule: (ports, policy) =>
    ourDesign.schedule(
      {
        ...ports,
        async describeServices(cluster, names) {
          const services = await ports.describeServices(cluster, names);
          const now = ports.now();
          return services.filter(({ tags = new Map() }) => isUpByTheClock(tags, now - 11 * MINUTE, now).length > 1);
        },
      },
      policy,
    ),
};

const withZone = (service: Service): Service => ({
  ...service,
  tags: new Map([...(service.tags ?? [])].map(([tag, text]) => [tag, tag === SCHEDULE_TAG ? inUtc(text) : text])),
});
const inUtc = (text: string): string => text.replace(/ \S+$/, ' UTC');

const readsUtc: Design = {
  ...ourDesign,
  name: 'read every schedule by UTC',
  schedule: (ports, policy) =>
    ourDesign.schedule(
      { ...ports, describeServices: async (...asked) => (await ports.describeServices(...asked)).map(withZone) },
      policy,
    ),
};

/** Whatever is at 0 is asleep. */
const wakesIncidents: Design = {
  ...ourDesign,
  name: 'let a schedule wake what is held for an incident',
  schedule: (ports, policy) =>
    ourDesign.schedule(
      { ...ports, readRecord: async (subject) => ofSchedule(await ports.readRecord(subject)) },
      policy,
    ),
};

const ofSchedule = (record: ServiceRecord): ServiceRecord =>
  record.hold === undefined ? record : { ...record, hold: { ...record.hold, owner: 'schedule' } };

/** A person who needs it at night is put to sleep again. */
const fightsPeople = acting('put to sleep again what a person woke', (ports) => ({
  writeRecord: ({ leftAlone: _, ...record }, dueAt) => ports.writeRecord(record, dueAt),
}));

/** Changes that look right and are not. */
export const plantedActions: readonly PlantedAct[] = [
  plant(noFreshRead, incident.badDeploy, 1),
  plant(retriesCalls, incident.noAnswer, 2),
  plant(intentAfterCall, incident.badDeploy, 2),
  plant(remembersOne, incident.badDeploy, 1),
  plant(overwritesHold, incident.badDeploy, 1),
  plant(forgetsToSuspend, incident.autoscaled, 2),
  plant(boundsFirst, incident.autoscaled, 2),
  plant(fightsOverTarget, incident.targetChanged, 2),
  plant(noReadBack, incident.fixAtTheCall, 2),
  plant(unknownIsFailed, incident.noAnswer, 4),
  { design: cachesSwitch, scene: incident.badDeploy, isNight: false, seed: 2 },
  plant(givesBudgetBack, incident.oneAfterTheOther, 2),
  plant(ledgerWithoutCompare, incident.twoAtOnce, 26),
  plant(leavesIntents, incident.badDeploy, 1),
  plant(believesOldEvents, incident.haunted, 1),
  plantNight(edges, schedule.missedRuns, 9),
  plantNight(readsUtc, schedule.night, 1),
  plantNight(wakesIncidents, schedule.crashesBeforeDusk, 1),
  plantNight(fightsPeople, schedule.wokenAtNight, 1),
];

function plant(design: Design, scene: Scene, seed: number): PlantedAct {
  return { design: () => design, scene, isNight: false, seed };
}

function plantNight(design: Design, scene: Scene, seed: number): PlantedAct {
  return { ...plant(design, scene, seed), isNight: true };
}

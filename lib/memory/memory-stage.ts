import type { Stage } from '../app/rehearse';
import type { Alert } from '../domain/incident/alert';
import type { Incident } from '../domain/incident/incident';
import type { Look } from '../domain/incident/look';
import type { Subject } from '../domain/incident/subject';
import { memoryPorts } from './memory-ports';
import { memoryStore } from './memory-store';
import type { Recording } from './recording';

/** A responder in memory before a recorded world, with a clock that only the rehearsal moves. */
export function memoryStage(recording: Recording): Stage {
  const clock = { now: 0 };
  const now = () => clock.now;
  const store = memoryStore(now);
  const waiting: { readonly at: number; readonly look: Look }[] = [];
  const published = new Map<string, Alert>();
  const incidents = new Map<string, { readonly subject: Subject; readonly incident: Incident }>();
  return {
    ...memoryPorts(recording, now),
    ...store,
    async writeRecord(record, dueAt) {
      const isWritten = await store.writeRecord(record, dueAt);
      const { incident, subject } = record;
      if (isWritten && incident !== undefined) incidents.set(incident.id, { subject, incident });
      return isWritten;
    },
    async publish({ alertId }) {
      const alert = await store.readAlert(alertId);
      if (alert !== undefined) published.set(alertId, alert);
    },
    async lookAgain(looks) {
      waiting.push(...looks.map((look) => ({ at: clock.now + look.delay * 1000, look })));
    },
    async nudge() {
      // No channel takes part in a rehearsal: it ends at the topic.
    },
    count() {
      // Nobody watches the metrics of a rehearsal.
    },
    report(what, error) {
      throw new Error(what, { cause: error });
    },
    moveTo(time) {
      clock.now = Math.max(clock.now, time);
    },
    nextLookAt: () => (waiting.length === 0 ? undefined : Math.min(...waiting.map(({ at }) => at))),
    takeLooks() {
      const due = waiting.filter(({ at }) => at <= clock.now);
      for (const one of due) waiting.splice(waiting.indexOf(one), 1);
      return due.map(({ look }) => JSON.stringify(look));
    },
    nextDueAt: () => store.allDue()[0]?.at,
    published: () => [...published.values()],
    incidents: () => [...incidents.values()],
  };
}

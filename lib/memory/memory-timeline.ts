import type { TimelineReads } from '../app/timeline-ports';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import { subjectKey } from '../domain/incident/subject';
import type { MemoryStore } from './memory-store';

/** What a timeline reads, of the table in memory. */
export const memoryTimeline = (store: MemoryStore): TimelineReads => ({
  async readRows(subject) {
    const key = subjectKey(subject);
    return store.rows().filter((row) => subjectKey(row.subject) === key);
  },
  async readAlerts(incidentId) {
    return store
      .alerts()
      .filter(isIncidentAlert)
      .filter(({ view }) => view.incidentId === incidentId)
      .sort((a, b) => a.view.revision - b.view.revision);
  },
  async readRecords(onPage = () => undefined) {
    onPage();
    return store.records().filter(({ incident }) => incident !== undefined);
  },
});

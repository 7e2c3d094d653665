import type { TimelineReads } from '../app/timeline-ports';
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
      .filter((alert) => 'view' in alert && alert.view.incidentId === incidentId)
      .sort((a, b) => ('view' in a && 'view' in b ? a.view.revision - b.view.revision : 0));
  },
  async readRecords(onPage = () => undefined) {
    onPage();
    return store.records().filter(({ incident }) => incident !== undefined);
  },
});

import { join } from 'node:path';

/** The recordings of the project; tests and scripts run in its folder. */
export const eventsFolder = (): string => join(process.cwd(), 'events');

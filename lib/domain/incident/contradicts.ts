import type { StopHappening } from './happening';
import type { StopRow } from './row';

/** An event says something else of a stop than an earlier one of the same version. The earlier one stays. */
export const contradicts = (stop: StopHappening, row: StopRow | undefined): boolean =>
  row !== undefined &&
  row.version === stop.version &&
  (row.cause !== stop.diagnosis?.cause ||
    row.container !== stop.diagnosis?.container ||
    row.exitCode !== stop.diagnosis?.exitCode ||
    row.revision !== stop.revision);

import { asInteger, asObject } from '../../json';
import type { CheckRule } from '../check-context';

/** Seconds and counts that ECS takes (HealthCheck of the API). */
const BOUNDS = [
  { field: 'interval', least: 5, most: 300, unit: ' s' },
  { field: 'timeout', least: 2, most: 60, unit: ' s' },
  { field: 'retries', least: 1, most: 10, unit: '' },
  { field: 'startPeriod', least: 0, most: 300, unit: ' s' },
] as const;

/** A health check with an interval, a timeout, retries or a start period that ECS refuses. */
export const healthCheckBounds: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition: { name }, raw }) =>
    BOUNDS.flatMap(({ field, least, most, unit }) => {
      const value = asInteger(asObject(raw['healthCheck'])?.[field]);
      if (value === undefined || (value >= least && value <= most)) return [];
      return [
        {
          id: 'health-check-bounds' as const,
          severity: 'error' as const,
          container: name,
          what: `The health check of ${name} has the ${field} ${value}${unit}.`,
          why: `ECS refuses it: ${field} is between ${least} and ${most}${unit}.`,
          fix: `Set ${field} to ${value < least ? least : most}${unit} or ${value < least ? 'more' : 'less'}.${
            field === 'startPeriod' && value > most
              ? ' A start that takes longer can be covered by interval and retries.'
              : ''
          }`,
          cause: 'container-health-check-failed' as const,
        },
      ];
    }),
  );

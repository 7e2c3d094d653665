import type { IncidentView } from '../../domain/incident/alert';

/** Less is not worth a reader's time, US dollars. */
const LEAST_SHOWN = 0.01;

/** `has cost about $0.42 so far`, where it is known and at least a cent. */
export function costWords({ cost, closedAt }: Pick<IncidentView, 'cost' | 'closedAt'>): string | undefined {
  if (cost === undefined || cost.usd < LEAST_SHOWN) return undefined;
  return closedAt === undefined ? `has cost about ${dollars(cost.usd)} so far` : `cost about ${dollars(cost.usd)}`;
}

/** `$0.42`, `$1,234`. */
const dollars = (usd: number): string =>
  usd.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    ...(usd < 100 ? {} : { maximumFractionDigits: 0 }),
  });

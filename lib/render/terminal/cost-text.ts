import type { IncidentCost } from '../../domain/incident/alert';
import { layOut } from './block';
import type { Screen } from './paint';

/** What one incident's failing tasks have cost, or why that cannot be said. */
export interface PricedIncident {
  readonly incidentId: string;
  readonly cost: IncidentCost | { readonly unknown: string };
}

/** Smaller amounts are shown with what digits they have. */
const CENTS = 0.1;

/** The price of each incident, step by step; nothing where none is priced. */
export function costText(screen: Screen, incidents: readonly PricedIncident[]): readonly string[] {
  return incidents.flatMap(({ incidentId, cost }) =>
    'unknown' in cost
      ? layOut(screen, { text: `What ${incidentId} has cost cannot be said: ${cost.unknown}.`, styles: ['dim'] })
      : [
          ...layOut(screen, { text: `${incidentId} has cost about ${dollarsOf(cost.usd)}:` }),
          ...cost.arithmetic.flatMap((text) => layOut(screen, { text, mark: '- ', markStyles: ['dim'] }, 2)),
        ],
  );
}

const dollarsOf = (usd: number): string => (usd >= CENTS ? `$${usd.toFixed(2)}` : `$${Number(usd.toPrecision(2))}`);

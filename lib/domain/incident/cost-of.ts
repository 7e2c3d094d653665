import { priceOf } from '../price/price-of';
import type { IncidentCost } from './alert';
import type { Incident } from './incident';
import type { ServiceRecord } from './service-record';

/**
 * What an incident's stopped tasks were billed for, with the arithmetic. Undefined where none is billed; `unknown` says
 * which price is not known: half a sum would read as the whole.
 */
export function costOf(
  { usage = [] }: Pick<Incident, 'usage'>,
  place: ServiceRecord['place'],
): IncidentCost | { readonly unknown: string } | undefined {
  if (usage.length === 0) return undefined;
  const region = place?.region;
  if (region === undefined) return { unknown: 'no event names the Region' };
  let usd = 0;
  const arithmetic: string[] = [];
  for (const { tasks, ...used } of usage) {
    const price = priceOf({ ...used, platform: 'linux', region });
    if ('unknown' in price) return price;
    usd += price.usd;
    const kind = `${used.architecture === 'ARM64' ? 'ARM64' : 'x86'}${used.spot ? ', Spot' : ''}`;
    arithmetic.push(
      `${tasks.toLocaleString('en-US')} stopped ${tasks === 1 ? 'task' : 'tasks'} of Fargate (${kind}), each from the pull of its image to its stop, a minute at least`,
      ...price.arithmetic,
    );
  }
  return { usd, arithmetic };
}

import type { DeliveryKey } from '../domain/delivery/delivery';
import type { Alert } from '../domain/incident/alert';
import { asObject, asText, own } from '../domain/json';
import { parseAlert } from './parse-alert';
import { parseBody } from './parse-body';

/** What the queue of deliveries carries. */
export type DeliveryMessage =
  | { readonly kind: 'alert'; readonly alert: Alert }
  /** Take up what is owed. `revive`: also what was given up. */
  | { readonly kind: 'nudge'; readonly key: DeliveryKey; readonly revive: boolean };

/** The body of a message: our alert, or `{"nudge":{"channel","thread"}}`, with `"revive":true` where a person asks. */
export function parseDeliveryMessage(body: string): DeliveryMessage | { readonly problem: string } {
  const nudge = nudgeIn(body);
  if (nudge !== undefined) return nudge;
  const alert = parseAlert(body);
  return 'problem' in alert ? alert : { kind: 'alert', alert };
}

function nudgeIn(body: string): DeliveryMessage | { readonly problem: string } | undefined {
  const parsed = parseBody(body);
  const object = 'problem' in parsed ? undefined : asObject(parsed.value);
  if (object === undefined || !Object.hasOwn(object, 'nudge')) return undefined;
  const nudge = asObject(own(object, 'nudge')) ?? {};
  const [channel, thread] = [asText(own(nudge, 'channel')), asText(own(nudge, 'thread'))];
  if (channel === undefined || thread === undefined)
    return { problem: 'a nudge without a channel or a thread: expected {"nudge":{"channel":"…","thread":"…"}}' };
  return { kind: 'nudge', key: { channel, thread }, revive: own(object, 'revive') === true };
}

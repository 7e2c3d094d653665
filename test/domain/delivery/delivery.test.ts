import fc from 'fast-check';
import { acceptAlert } from '../../../lib/domain/delivery/accept-alert';
import { afterFailure, waitAfter } from '../../../lib/domain/delivery/after-failure';
import { afterEdit, afterPost, afterSaying } from '../../../lib/domain/delivery/after-success';
import { alertNumber } from '../../../lib/domain/delivery/alert-number';
import { arrange, hasTimeToCall, putOff } from '../../../lib/domain/delivery/arrange';
import { type Delivery, newChannelState, newDelivery } from '../../../lib/domain/delivery/delivery';
import { dueAtOf } from '../../../lib/domain/delivery/due-at-of';
import { type ChatMode, nextStep } from '../../../lib/domain/delivery/next-step';
import { registerOpening } from '../../../lib/domain/delivery/register-opening';
import { holdChannel, reserveSlot } from '../../../lib/domain/delivery/reserve-slot';
import { revive } from '../../../lib/domain/delivery/revive';
import type { IncidentAlert } from '../../../lib/domain/incident/alert';
import { OPENED_AT, toldAlert } from '../../app/told-alerts';

const NOW = OPENED_AT;
const KEY = { channel: '#alerts', thread: 'production/orders-api#1' };
const KINDS: readonly IncidentAlert['kind'][] = ['opened', 'update', 'cause-added', 'escalated', 'resolved', 'update'];

describe('the number of an alert', () => {
  it.each([
    ['production/orders-api#3/2-5f0c11aa', 2],
    ['production/orders-api#3/17', 17],
    ['production/family:nightly/report#1/4-00000000', 4],
    ['digest/started', 1],
    ['digest/storm/7/12', 12],
    ['notice/40817264-5f0c11aa', 1],
    ['notice/40817264', 1],
    ['notice/orders-api#3/2-5f0c11aa', 2],
  ])('of %s is %i', (alertId, number) => {
    expect(alertNumber(alertId)).toBe(number);
  });
});

describe('the wait after a failure', () => {
  it.each([
    [30, 30_000],
    [0.5, 500],
    [99_999, 900_000],
    [0, 30_000],
    [-5, 30_000],
    [Number.NaN, 30_000],
    [Number.POSITIVE_INFINITY, 30_000],
    [undefined, 30_000],
  ])('with Retry-After %s is %i ms', (asked, wait) => {
    const failure = { retry: true, error: 'ratelimited' };
    expect(waitAfter(asked === undefined ? failure : { ...failure, retryAfterSeconds: asked }, 1)).toBe(wait);
  });
});

/** What may happen to a delivery, in any order. */
type Happening =
  | { readonly what: 'alert'; readonly index: number }
  | { readonly what: 'call'; readonly answer: 'ok' | 'later' | 'never' }
  | { readonly what: 'put off' }
  | { readonly what: 'revive' }
  | { readonly what: 'wait'; readonly seconds: number };

const happenings = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('alert' as const), index: fc.nat(KINDS.length - 1) }),
    fc.record({ what: fc.constant('call' as const), answer: fc.constantFrom('ok', 'ok', 'later', 'never') }),
    fc.record({ what: fc.constant('put off' as const) }),
    fc.record({ what: fc.constant('revive' as const) }),
    fc.record({ what: fc.constant('wait' as const), seconds: fc.nat(200) }),
  ),
  { maxLength: 40 },
);

function call(delivery: Delivery, mode: ChatMode, now: number, answer: 'ok' | 'later' | 'never'): Delivery {
  const step = nextStep(delivery, mode, now);
  if (step.do === 'wait' || step.do === 'rest') return delivery;
  if (answer !== 'ok') return afterFailure(delivery, { retry: answer === 'later', error: 'no_service' }, now);
  const { queue } = delivery;
  switch (step.do) {
    case 'post': {
      const place = mode === 'bot' ? { ts: '1.1', channelId: 'C1' } : {};
      const alertIds = [step.newest.alertId, ...(mode === 'bot' ? queue.slice(-1) : queue)];
      return afterPost(delivery, place, step.newest.revision, { alertIds, queue }, now);
    }
    case 'edit':
      return afterEdit(delivery, step.newest.revision, now);
    case 'say':
      return afterSaying(delivery, { alertIds: [step.alertId], queue });
  }
}

describe.each(['bot', 'webhook'] as const)('a delivery with a %s', (mode) => {
  it('is due whenever it owes something, and only then', () => {
    fc.assert(
      fc.property(happenings, (story: readonly Happening[]) => {
        let now = NOW;
        let delivery = newDelivery(KEY);
        for (const happening of story) {
          const owner = delivery.lease?.owner;
          if (happening.what === 'wait') now += happening.seconds * 1000;
          else if (happening.what === 'put off') {
            if (owner !== undefined) delivery = putOff(delivery, now);
          } else {
            const changed =
              happening.what === 'alert'
                ? acceptAlert(delivery, toldAlert(KINDS[happening.index] ?? 'opened', happening.index + 1))
                : happening.what === 'revive'
                  ? revive(delivery)
                  : call(delivery, mode, now, happening.answer);
            delivery = { ...arrange(changed, mode, now, owner), version: delivery.version + 1 };
          }
          const later = nextStep({ ...delivery, attempts: 0 }, mode, Number.MAX_SAFE_INTEGER);
          expect(dueAtOf(delivery) !== undefined).toBe(later.do !== 'rest');
          expect(new Set(delivery.queue).size).toBe(delivery.queue.length);
          if (delivery.dead !== undefined) expect(delivery.lease).toBeUndefined();
        }
      }),
      { numRuns: 2_000, seed: 42 },
    );
  });
});

describe('a lease', () => {
  const owing = acceptAlert(newDelivery(KEY), toldAlert('opened', 1));
  const leased = { ...arrange(owing, 'bot', NOW), version: 1 };

  it('is named by the write that takes it, and lasts 30 s', () => {
    expect(leased.lease).toEqual({ owner: '1', until: NOW + 30_000 });
  });

  it('is left alone by others until it is over, and gets another name then', () => {
    expect(arrange(leased, 'bot', NOW + 29_999)).toBe(leased);
    expect(arrange(leased, 'bot', NOW + 30_000).lease).toEqual({ owner: '2', until: NOW + 60_000 });
  });

  it('leaves time for a last call and its mark', () => {
    expect(hasTimeToCall(leased, NOW + 16_000)).toBe(true);
    expect(hasTimeToCall(leased, NOW + 16_001)).toBe(false);
  });
});

describe('a channel', () => {
  it('gives one slot after the other, and none that is more than 3 s ahead', () => {
    let channel = newChannelState('#alerts');
    const slots: (number | undefined)[] = [];
    for (let index = 0; index < 5; index++) {
      const { at, taken } = reserveSlot(channel, NOW);
      slots.push(taken === undefined ? undefined : at - NOW);
      channel = taken ?? channel;
    }
    expect(slots).toEqual([0, 1_200, 2_400, undefined, undefined]);
  });

  it('is held as long as the longest wait that Slack asked for', () => {
    const held = holdChannel(newChannelState('#alerts'), NOW + 60_000);
    expect(holdChannel(held, NOW + 30_000)).toBe(held);
    expect(reserveSlot(held, NOW)).toEqual({ at: NOW + 60_000 });
  });

  it('decides once how a new incident is told', () => {
    let channel = newChannelState('#alerts');
    const decisions: (string | undefined)[] = [];
    for (let index = 0; index < 12; index++)
      for (const now of [NOW + index, NOW + index + 1]) {
        const registered = registerOpening(channel, `production/service-${index}#1`, now);
        channel = { ...registered.channel, version: channel.version + 1 };
        decisions.push(registered.foldedInto);
      }
    const [thread] = decisions.slice(18);
    expect(thread).toMatch(/^digest\/storm\/\d+$/);
    expect(decisions).toEqual([...Array(18).fill(undefined), ...Array(6).fill(thread)]);
    expect(channel.digest?.count).toBe(3);
  });

  it('forgets an opening after 5 minutes', () => {
    let channel = newChannelState('#alerts');
    for (let index = 0; index < 30; index++) {
      const registered = registerOpening(channel, `production/service-${index}#1`, NOW + index * 34_000);
      expect(registered.foldedInto).toBeUndefined();
      channel = registered.channel;
    }
    expect(channel.openings.length).toBeLessThanOrEqual(9);
  });
});

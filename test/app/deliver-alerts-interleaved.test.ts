import { deliverAlerts } from '../../lib/app/deliver-alerts';
import type { ChatAnswer, MetricName } from '../../lib/app/ports';
import type { DeliveryPorts } from '../../lib/app/work-delivery';
import { alertNumber } from '../../lib/domain/delivery/alert-number';
import { dueAtOf } from '../../lib/domain/delivery/due-at-of';
import type { IncidentAlert } from '../../lib/domain/incident/alert';
import { type MemoryPost, memoryChat } from '../../lib/memory/memory-chat';
import { memoryStore } from '../../lib/memory/memory-store';
import { Interleaver, randomOf } from './interleaver';
import { messageOf, nudgeOf, OPENED_AT, toldAlert } from './told-alerts';

const SEEDS = 300;
const MINUTE = 60_000;

const stories: readonly (readonly IncidentAlert['kind'][])[] = [
  ['opened', 'update', 'cause-added', 'update', 'escalated', 'resolved'],
  ['opened', 'update', 'update', 'reminder', 'update'],
  ['opened', 'resolved'],
];

const told = stories.flatMap((kinds, story) =>
  kinds.map((kind, index) => toldAlert(kind, index + 1, `service-${story}`)),
);

/** Two invocations at a time, messages in any order and twice, Slack failing now and then; then the watch, until all is quiet. */
async function worldOf(seed: number, mode: 'bot' | 'webhook', alerts: readonly IncidentAlert[]) {
  const random = randomOf(seed * 7919 + 1);
  const interleaver = new Interleaver(seed, OPENED_AT);
  const now = () => interleaver.now;
  const store = memoryStore(now);
  let isFlaky = random() < 0.5;
  const failures: readonly ChatAnswer[] = [
    { ok: false, retry: true, error: 'HTTP 500' },
    { ok: false, retry: true, error: 'ratelimited', retryAfterSeconds: 7 },
    { ok: false, retry: false, error: 'invalid_blocks' },
  ];
  const chat = memoryChat({
    now,
    mode,
    outcome: ({ message }) => {
      const failure = failures[Math.floor(random() * failures.length)];
      if (!isFlaky || failure === undefined || random() > 0.3) return undefined;
      // What refuses blocks takes plain text.
      return !failure.ok && !failure.retry && message.blocks.length < 2 ? undefined : { instead: failure };
    },
  });
  const counted: MetricName[] = [];
  const ports: DeliveryPorts = {
    now,
    ...chat,
    readRecord: store.readRecord,
    writeRecord: store.writeRecord,
    readStops: store.readStops,
    writeRows: store.writeRows,
    readDiagnoses: store.readDiagnoses,
    writeDiagnosis: store.writeDiagnosis,
    readWatch: store.readWatch,
    writeWatch: store.writeWatch,
    readDue: store.readDue,
    writeAlert: store.writeAlert,
    readAlert: interleaver.slowed(store.readAlert),
    readDelivery: interleaver.slowed(store.readDelivery),
    writeDelivery: interleaver.slowed(store.writeDelivery),
    readChannel: interleaver.slowed(store.readChannel),
    writeChannel: interleaver.slowed(store.writeChannel),
    // Slack has the message when it is sent; only its answer is late.
    post: async (...call) => {
      const answer = await chat.post(...call);
      await interleaver.turn(now() + Math.floor(random() * 400));
      return answer;
    },
    edit: async (...call) => {
      const answer = await chat.edit(...call);
      await interleaver.turn(now() + Math.floor(random() * 400));
      return answer;
    },
    pause: (milliseconds) => interleaver.turn(now() + milliseconds),
    count: (metric) => void counted.push(metric),
    report: () => undefined,
  };

  for (const alert of alerts) await store.writeAlert(alert);
  const messages = [...alerts, ...alerts.filter(() => random() < 0.3)]
    .map((alert, index) => ({ message: messageOf(alert), at: index + random() * 5 }))
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => message);
  const batches: (typeof messages)[] = [];
  while (messages.length > 0) batches.push(messages.splice(0, 1 + Math.floor(random() * 4)));
  const failed: string[] = [];
  const takeNext = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      failed.push(...(await deliverAlerts(batch, ports)));
      await interleaver.turn(now() + Math.floor(random() * 30_000));
    }
  };
  await interleaver.run([takeNext, takeNext]);

  for (let minute = 0; minute < 60 && store.allDue().length > 0; minute++) {
    if (minute === 10) isFlaky = false;
    interleaver.now += MINUTE;
    const due = (await store.readDue(now(), 100)).flatMap((one) => (one.kind === 'delivery' ? one.key : []));
    const nudges = [...due, ...due].map(({ channel, thread }) => nudgeOf(channel, thread));
    const [half, otherHalf] = [nudges.slice(0, due.length), nudges.slice(due.length)];
    await interleaver.run([() => deliverAlerts(half, ports), () => deliverAlerts(otherHalf, ports)]);
  }
  return { chat, store, counted, failed };
}

const tells = ({ versions }: MemoryPost): readonly string[] => versions[0]?.message.alertIds ?? [];
const numbersOf = (posts: readonly MemoryPost[]): readonly number[] =>
  posts.map((post) => Math.max(...tells(post).map(alertNumber)));
const of = (thread: string) => (post: MemoryPost) => tells(post).some((id) => id.startsWith(`${thread}/`));

describe.each(['bot', 'webhook'] as const)('two invocations at a time, with a %s', (mode) => {
  it(`tell each alert once, in order, at most one a second, and the newest view at the end (${SEEDS} seeds)`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { chat, store, counted, failed } = await worldOf(seed, mode, told);
      const at = `seed ${seed}`;
      expect([at, failed, counted, store.allDue()]).toEqual([at, [], [], []]);
      for (const delivery of store.deliveries())
        expect([at, delivery.lease, dueAtOf(delivery)]).toEqual([at, undefined, undefined]);

      // No alert is told by two messages.
      const loud = new Set(told.filter(({ kind }) => kind !== 'update').map(({ alertId }) => alertId));
      const heard = chat.posts.flatMap(tells).filter((id) => loud.has(id));
      expect([at, [...heard].sort()]).toEqual([at, [...new Set(heard)].sort()]);

      for (const [story, kinds] of stories.entries()) {
        const thread = `production/service-${story}#1`;
        const posts = chat.posts.filter(of(thread));
        const roots = posts.filter(({ threadTs }) => threadTs === undefined);
        const replies = posts.filter(({ threadTs }) => threadTs !== undefined);
        const ordered = mode === 'bot' ? replies : roots;
        expect([at, numbersOf(ordered)]).toEqual([at, [...numbersOf(ordered)].sort((a, b) => a - b)]);
        // What was not told by itself came after a newer message, which carried the whole incident.
        const { said } = await store.readDelivery({ channel: mode === 'bot' ? '#alerts' : 'webhook', thread });
        const lastLoud = kinds.findLastIndex((kind) => kind !== 'update') + 1;
        expect([at, Math.max(...said) >= lastLoud]).toEqual([at, true]);
        if (mode === 'webhook') continue;
        expect([at, roots.length]).toEqual([at, 1]);
        const shown = roots[0]?.versions.at(-1)?.message.alertIds?.[0] ?? '';
        expect([at, alertNumber(shown)]).toEqual([at, kinds.length]);
        expect([at, replies.flatMap(tells).filter((id) => alertNumber(id) === 1)]).toEqual([at, []]);
        for (const reply of replies) expect(reply.at).toBeGreaterThanOrEqual(roots[0]?.at ?? 0);
        const edits = roots[0]?.versions.slice(1).map((version) => version.at) ?? [];
        for (const [index, time] of edits.slice(1).entries())
          expect([at, time - (edits[index] ?? 0) >= MINUTE]).toEqual([at, true]);
      }

      // The second try of a message whose blocks were refused is part of the same post.
      const called = chat.calls.filter(({ call }) => call.message.blocks.length > 1).map((call) => call.at);
      for (const [index, time] of called.slice(1).entries())
        expect([at, time - (called[index] ?? 0) >= 1000]).toEqual([at, true]);
    }
  }, 240_000);
});

it('tell each incident of a storm once, by itself or in the digest', async () => {
  const storm = Array.from({ length: 24 }, (_, index) => toldAlert('opened', 1, `service-${index}`));
  for (let seed = 1; seed <= 60; seed++) {
    const { chat, store, counted } = await worldOf(seed, 'bot', storm);
    const at = `seed ${seed}`;
    expect([at, counted, store.allDue()]).toEqual([at, [], []]);
    const folded = store.deliveries().flatMap(({ digest }) => digest?.incidents ?? []);
    const alone = chat.posts.flatMap(tells).filter((id) => id.startsWith('production/'));
    const names = [
      ...folded.map(({ incidentId }) => incidentId),
      ...alone.map((id) => id.slice(0, id.lastIndexOf('/'))),
    ];
    expect([at, names.sort()]).toEqual([at, storm.map(({ view }) => view.incidentId).sort()]);
    for (const { digest, posted } of store.deliveries())
      if (digest !== undefined) expect([at, posted?.revision]).toEqual([at, digest.incidents.length]);
  }
}, 120_000);

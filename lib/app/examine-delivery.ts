import type { DeployedSubscription, FailingDelivery } from '../domain/doctor/deployed-parts';
import { judgeFailing, judgeGivenUp, judgeLastMessage } from '../domain/doctor/judge-deliveries';
import { judgeRead } from '../domain/doctor/judge-read';
import { judgeSlackMode, judgeSlackSecret, type SlackTarget } from '../domain/doctor/judge-slack';
import { judgeSubscriptions, type TopicQuestion } from '../domain/doctor/judge-subscriptions';
import { type PartHealth, partHealth, type Remark } from '../domain/doctor/part-health';
import { known, type Read, unavailable } from '../domain/read';
import { ALARMS_TOPIC_PART, ALERTS_TOPIC_PART, TABLE_PART } from './doctor-parts';
import type { DoctorStore } from './doctor-ports';
import { type DoctorScene, queueArnOf } from './doctor-scene';
import { reasonsOf } from './redrive';

/** Whether alerts have somewhere to go, and arrive there. */
export async function examineDelivery(scene: DoctorScene): Promise<readonly PartHealth[]> {
  const alerts = await readTopic(ALERTS_TOPIC_PART, scene);
  const slack = slackOf(scene);
  const [slackPart, deliveries, alarms] = await Promise.all([
    examineSlack(slack, alerts, scene),
    examineDeliveries(slack, scene),
    readTopic(ALARMS_TOPIC_PART, scene),
  ]);
  return [
    ...topicPart(
      'alerts',
      'delivery',
      alerts,
      {
        parameter: 'AlertEmail',
        queueArn: queueArnOf('DeliveriesQueue', scene),
        deadLettersArn: queueArnOf('DeliveriesDeadLetterQueue', scene),
      },
      scene,
    ),
    ...slackPart,
    ...deliveries,
    ...topicPart(
      'alarms',
      'alarms',
      alarms,
      { parameter: 'AlarmEmail', nobody: 'nobody hears when ecs-medic itself is in trouble' },
      scene,
    ),
  ];
}

interface ReadTopic {
  readonly topicArn: string;
  readonly read: Read<readonly DeployedSubscription[] | 'missing'>;
}

async function readTopic(logicalId: string, { ports, physicalIdOf }: DoctorScene): Promise<ReadTopic | undefined> {
  const topicArn = physicalIdOf(logicalId);
  return topicArn === undefined ? undefined : { topicArn, read: await ports.readSubscriptions(topicArn) };
}

function topicPart(
  name: string,
  area: 'delivery' | 'alarms',
  topic: ReadTopic | undefined,
  question: Omit<TopicQuestion, 'topicArn'>,
  { place }: DoctorScene,
): readonly PartHealth[] {
  if (topic === undefined) return [];
  const { topicArn, read } = topic;
  const remarks = judgeRead(read, (subscriptions) =>
    judgeSubscriptions(subscriptions, { ...question, topicArn }, place),
  );
  return [partHealth({ id: `topic/${name}`, area, part: `topic ${name}` }, remarks)];
}

/** How deliver-alerts reaches Slack, by its own environment. */
function slackOf({ functions, ports }: DoctorScene): Read<SlackTarget> {
  const read = functions.get('deliver-alerts')?.read ?? unavailable('the stack has no function deliver-alerts');
  if (read.state === 'unavailable') return read;
  if (read.value === 'missing') return unavailable('the function deliver-alerts is gone, and with it its settings');
  const { environment } = read.value;
  if (environment.state === 'unavailable') return environment;
  const { slack } = ports.settingsOf('deliver-alerts', environment.value);
  return slack === undefined ? unavailable('the settings of deliver-alerts cannot be used') : known(slack);
}

async function examineSlack(
  slack: Read<SlackTarget>,
  alerts: ReadTopic | undefined,
  { ports, place, queues }: DoctorScene,
): Promise<readonly PartHealth[]> {
  const name = { id: 'slack', area: 'delivery', part: 'Slack' } as const;
  if (slack.state === 'unavailable')
    return [
      partHealth(
        name,
        judgeRead(slack, () => []),
      ),
    ];
  const target = slack.value;
  const secret =
    target.mode === 'none'
      ? []
      : judgeRead(await ports.readSecret(target.secret), (state) => judgeSlackSecret(state, target.secret, place));
  const subscriptions = alerts?.read ?? unavailable('the stack has no topic for alerts');
  const mode: readonly Remark[] =
    target.mode === 'none'
      ? judgeRead(subscriptions, (all) => judgeSlackMode(target, othersIn(all, queues)))
      : judgeSlackMode(target, 0);
  return [partHealth(name, [...mode, ...secret])];
}

/** Confirmed subscriptions beside our own queue. */
function othersIn(all: readonly DeployedSubscription[] | 'missing', queues: DoctorScene['queues']): number {
  const own = queues.get('DeliveriesQueue')?.url.split('/').at(-1) ?? '';
  return all === 'missing'
    ? 0
    : all.filter(({ isConfirmed, endpoint }) => isConfirmed && !endpoint.endsWith(`:${own}`)).length;
}

/** Deliveries that wait for another try are looked into, up to so many. */
const MOST_READ = 100;
const MOST_DUE = 1_000;
/** A slot of a channel ends so much after its message, in milliseconds. */
const SLOT = 1_200;
const WEBHOOK = 'webhook';

async function examineDeliveries(
  slack: Read<SlackTarget>,
  { ports, place, physicalIdOf, now, questionOf }: DoctorScene,
): Promise<readonly PartHealth[]> {
  const table = physicalIdOf(TABLE_PART);
  if (table === undefined) return [];
  const question = questionOf('deliver-alerts');
  const [failing, given, last] = await Promise.all([
    ports.readStore(table, readFailing),
    ports.readStore(table, async (store) => {
      const keys = await store.readDeadDeliveries();
      const reasons = await reasonsOf(keys, store);
      return { reasons, unread: keys.length - reasons.reduce((sum, { count }) => sum + count, 0) };
    }),
    lastMessage(slack, table, ports),
  ]);
  return [
    partHealth({ id: 'deliveries', area: 'delivery', part: 'deliveries' }, [
      ...judgeRead(failing, (all) => judgeFailing(all, question, place)),
      ...judgeRead(given, ({ reasons, unread }) => judgeGivenUp(reasons, unread, place)),
      ...(last === undefined ? [] : judgeRead(last.read, (at) => judgeLastMessage(at, last.channel, now, place))),
    ]),
  ];
}

async function readFailing(store: DoctorStore): Promise<readonly FailingDelivery[]> {
  const due = await store.readDue(Number.MAX_SAFE_INTEGER, MOST_DUE);
  const keys = due.flatMap((one) => (one.kind === 'delivery' ? one.key : [])).slice(0, MOST_READ);
  const deliveries = await Promise.all(keys.map((key) => store.readDelivery(key)));
  return deliveries.flatMap(({ key: { channel }, attempts, failingSince: since }) =>
    attempts > 0 && since !== undefined ? [{ channel, attempts, since }] : [],
  );
}

/** When the channel of services that name none of their own was sent something last. */
async function lastMessage(
  slack: Read<SlackTarget>,
  table: string,
  ports: DoctorScene['ports'],
): Promise<{ readonly channel: string; readonly read: Read<number | undefined> } | undefined> {
  if (slack.state === 'unavailable' || slack.value.mode === 'none') return undefined;
  const channel = slack.value.mode === 'webhook' ? WEBHOOK : (slack.value.channel ?? WEBHOOK);
  const read = await ports.readStore(table, async (store) => {
    const { nextPostAt } = await store.readChannel(channel);
    return nextPostAt === 0 ? undefined : nextPostAt - SLOT;
  });
  return { channel, read };
}

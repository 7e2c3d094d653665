import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import type { LedgerPorts } from '../../lib/app/action-ports';
import type { StorePorts } from '../../lib/app/ports';
import { tableStore } from '../../lib/aws/table-store';
import { newActionLedger } from '../../lib/domain/action/action-ledger';
import { newChannelState, newDelivery } from '../../lib/domain/delivery/delivery';
import type { DiagnosisRecord } from '../../lib/domain/diagnosis/diagnosis-record';
import type { Alert } from '../../lib/domain/incident/alert';
import type { Row } from '../../lib/domain/incident/row';
import { newRecord } from '../../lib/domain/incident/service-record';
import type { Subject } from '../../lib/domain/incident/subject';
import { newWatchState } from '../../lib/domain/incident/watch-state';

const project = join(__dirname, '..', '..');

/** What the bundle of a handler uses. */
export interface Use {
  /** Functions of ports that its use cases call. */
  readonly ports: ReadonlySet<string>;
  /** IAM actions of the commands that its own adapters send, where they are not those of the table and of messages. */
  readonly actions: ReadonlySet<string>;
  /** SDK clients that it carries. */
  readonly clients: readonly string[];
}

/** Of the table and of messages every bundle has the whole adapter; what is called of it, the use cases say. */
const SHARED_ADAPTERS = new Set(['lib/aws/table.ts', 'lib/aws/messages.ts', 'lib/aws/send-batches.ts']);

/** Reads the bundle as it is deployed, before names are shortened: what esbuild leaves out is not in it. */
export async function useOf(handler: string): Promise<Use> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: project,
    entryPoints: [`handlers/${handler}.ts`],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    write: false,
    metafile: true,
    outfile: 'index.js',
    logLevel: 'error',
  });
  const ports = new Set<string>();
  const actions = new Set<string>();
  for (const { file, text } of sectionsOf(outputFiles[0]?.text ?? '')) {
    if (file.startsWith('lib/app/')) for (const [, name] of text.matchAll(/\bports\d*\.(\w+)/g)) ports.add(name ?? '');
    if (!file.startsWith('lib/aws/') || SHARED_ADAPTERS.has(file)) continue;
    for (const [, command] of text.matchAll(/\bnew (\w+Command)\d*\(/g)) actions.add(actionOf(command ?? ''));
  }
  const clients = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? (/^node_modules\/@aws-sdk\/(client-[^/]+)\//.exec(file)?.[1] ?? []) : [],
    );
  return { ports, actions, clients: [...new Set(clients)].sort() };
}

/** esbuild writes the name of each file above what is left of it. */
function sectionsOf(bundle: string): readonly { readonly file: string; readonly text: string }[] {
  const [, ...pieces] = bundle.split(/^\s*\/\/ ((?:lib|handlers|node_modules)\/\S+)$/m);
  return pieces.flatMap((text, at) => (at % 2 === 1 ? [{ file: pieces[at - 1] ?? '', text }] : []));
}

const PREFIXES: Readonly<Record<string, string>> = {
  'application-auto-scaling': 'application-autoscaling',
  'cloudwatch-logs': 'logs',
  dynamodb: 'dynamodb',
  ecs: 'ecs',
  'ecs-actions': 'ecs',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  'secrets-manager': 'secretsmanager',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
};

/** IAM knows no action for a batch of messages. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'sqs:SendMessageBatch': 'sqs:SendMessage' };

const clientFiles = readdirSync(join(project, 'lib/aws/clients')).map((file) => ({
  prefix: PREFIXES[file.replace('.ts', '')] ?? `unknown client ${file}`,
  source: readFileSync(join(project, 'lib/aws/clients', file), 'utf8'),
}));

/** The IAM action that a command of the SDK needs. */
export function actionOf(command: string): string {
  const client = clientFiles.find(({ source }) => new RegExp(`\\b${command}\\b`).test(source));
  if (client === undefined) throw new Error(`no client of lib/aws/clients has the command ${command}`);
  const action = `${client.prefix}:${command.replace(/Command$/, '')}`;
  return OTHER_NAMES[action] ?? action;
}

const subject: Subject = { kind: 'service', cluster: 'production', name: 'orders' };
const rowOf = (taskId: string): Row => ({ type: 'stop', subject, taskId, version: 1, at: 0, episode: 1 });
const key = { channel: 'C1', thread: 'production/orders#1' };

type Store = StorePorts & LedgerPorts;

/** One call of each function of the store. */
const CALLS: { readonly [Name in Exclude<keyof Store, 'now'>]: (store: Store) => Promise<unknown> } = {
  readRecord: (store) => store.readRecord(subject),
  writeRecord: (store) => store.writeRecord(newRecord(subject), 1),
  readStops: (store) => store.readStops(subject, ['1']),
  writeRows: (store) => store.writeRows([rowOf('1'), rowOf('2')]),
  readDiagnoses: (store) => store.readDiagnoses('production/orders#1'),
  writeDiagnosis: (store) => store.writeDiagnosis('production/orders#1', 'f1', {} as DiagnosisRecord),
  readAlert: (store) => store.readAlert('production/orders#1/1'),
  writeAlert: (store) => store.writeAlert({ alertId: 'production/orders#1/1' } as Alert),
  readDelivery: (store) => store.readDelivery(key),
  writeDelivery: (store) => store.writeDelivery(newDelivery(key), 1),
  readChannel: (store) => store.readChannel('C1'),
  writeChannel: (store) => store.writeChannel(newChannelState('C1')),
  readWatch: (store) => store.readWatch(),
  writeWatch: (store) => store.writeWatch(newWatchState()),
  readDue: (store) => store.readDue(1, 1),
  readLedger: (store) => store.readLedger(),
  writeLedger: (store) => store.writeLedger(newActionLedger()),
};

/** The IAM actions that each function of the store needs, found by calling it on a client that only takes notes. */
export async function actionsOfStore(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const actions = new Map<string, ReadonlySet<string>>();
  for (const [name, call] of Object.entries(CALLS)) {
    const seen = new Set<string>();
    const send = async (command: object): Promise<object> => {
      seen.add(actionOf(command.constructor.name));
      return {};
    };
    const client = { send } as unknown as DynamoDBClient;
    await call(tableStore({ client, tableName: 'table', now: () => 0, evidenceDays: 1 }));
    actions.set(name, seen);
  }
  return actions;
}

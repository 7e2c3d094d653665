import { exitMissingConfiguration } from '../../../lib/domain/causes/exit/exit-missing-configuration';
import { diffDefinitions } from '../../../lib/domain/definition/diff-definitions';
import { parseTaskDefinition } from '../../../lib/domain/definition/parse-task-definition';
import type { TaskDefinition } from '../../../lib/domain/definition/task-definition';
import type { Facts } from '../../../lib/domain/facts';
import { known, unavailable } from '../../../lib/domain/read';
import { detectors } from '../../../lib/domain/signals';
import { isStop } from '../../../lib/domain/stop';
import { readLog, readReason } from '../signals/read-log';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/app-AbCdEf';

function revision(number: number, ...containers: readonly object[]): TaskDefinition {
  const parsed = parseTaskDefinition({
    family: 'myapp',
    revision: number,
    taskDefinitionArn: `arn:aws:ecs:eu-west-1:111122223333:task-definition/myapp:${number}`,
    containerDefinitions: containers,
  });
  if (parsed === undefined) throw new Error('no task definition');
  return parsed;
}

const app = (more: object = {}): object => ({ name: 'app', image: 'app:1', ...more });

interface World {
  readonly log?: readonly string[];
  readonly now?: TaskDefinition;
  readonly before?: TaskDefinition;
  readonly exitCode?: number;
  readonly service?: string;
}

/** The facts of a stop of container app whose log asks for SECRET_KEY. */
function facts({ log = ["KeyError: 'SECRET_KEY'"], now, before, exitCode = 1, service = 'web' }: World): Facts {
  const container = { name: 'app', exitCode, injected: false };
  const stop = {
    taskArn: 'arn:aws:ecs:eu-west-1:111122223333:task/c/1',
    taskId: '1',
    cluster: 'c',
    ...(service === '' ? {} : { service }),
    lastStatus: 'STOPPED',
    family: 'myapp',
    revision: 9,
    containers: [container],
  };
  if (!isStop(stop)) throw new Error('no stop');
  const nothing = unavailable('not read');
  const containerDefinition = now?.containers.find(({ name }) => name === 'app');
  return {
    symptom: { kind: 'stop', stop },
    stop,
    signals: readLog(detectors, ...log),
    culprit: container,
    exitCode,
    deep: true,
    evidence: {
      definition: now === undefined ? nothing : known(now),
      lastGood: nothing,
      logs: known([{ container: 'app', group: '/ecs/myapp', stream: 'ecs/app/1', lines: log }]),
      service: nothing,
      targetGroups: nothing,
      targetHealth: nothing,
    },
    ...(containerDefinition === undefined ? {} : { containerDefinition }),
    ...(now === undefined || before === undefined
      ? {}
      : { changes: { from: before, to: now, basis: 'completed', changes: diffDefinitions(before, now) } }),
  };
}

const explain = (world: World) => exitMissingConfiguration.explain(facts(world));
const withSecret = { secrets: [{ name: 'SECRET_KEY', valueFrom: SECRET }] };

test('a revision that dropped the secret is blamed, and the earlier source is named', () => {
  const finding = explain({ now: revision(9, app()), before: revision(8, app(withSecret)) });
  expect(finding).toMatchObject({
    confidence: 'certain',
    variables: ['SECRET_KEY'],
    blames: ['secret|app|SECRET_KEY'],
    chain: ['exit 1', 'SECRET_KEY is missing', 'revision 9 dropped SECRET_KEY from secrets (revision 8 had it)'],
    next: `Add SECRET_KEY to secrets of container app in myapp:9 (revision 8 had it from ${SECRET}) and deploy again.`,
  });
});

test('without a definition the log alone makes it likely', () => {
  expect(explain({})).toMatchObject({ confidence: 'likely', variables: ['SECRET_KEY'], notes: [] });
});

test('a variable that the definition has with a value is not said to be absent', () => {
  const now = revision(9, app({ environment: [{ name: 'SECRET_KEY', value: 'x' }] }));
  const finding = explain({ now });
  expect(finding?.confidence).toBe('likely');
  expect(finding?.notes?.join(' ')).toContain('has SECRET_KEY in environment of container app with a value');
});

test('an empty variable is told as empty', () => {
  const finding = explain({ now: revision(9, app({ environment: [{ name: 'SECRET_KEY', value: '' }] })) });
  expect(finding?.confidence).toBe('certain');
  expect(finding?.notes).toEqual(['myapp:9 has SECRET_KEY in environment of container app, with an empty value.']);
});

test('a variable that is a secret sends to the value of the secret and shows only its length', () => {
  const finding = explain({ now: revision(9, app(withSecret)) });
  expect(finding?.confidence).toBe('likely');
  expect(finding?.next).toBe(`Check the value behind SECRET_KEY in ${SECRET}, then start new tasks.`);
  expect(finding?.command).toContain('length(SecretString)');
});

test('a variable that only another container has is told so', () => {
  const finding = explain({ now: revision(9, app(), { name: 'worker', image: 'w', ...withSecret }) });
  expect(finding?.notes).toEqual(['Only container worker of myapp:9 has SECRET_KEY, not container app.']);
  expect(finding?.confidence).toBe('likely');
});

test('an environment file may hold it', () => {
  const file = 'arn:aws:s3:::bucket/app.env';
  const finding = explain({ now: revision(9, app({ environmentFiles: [{ type: 's3', value: file }] })) });
  expect(finding?.confidence).toBe('likely');
  expect(finding?.notes?.join(' ')).toContain(`it may come from the environment file ${file}`);
});

test('a misspelt name is told and blamed', () => {
  const now = revision(9, app({ environment: [{ name: 'SECERT_KEY', value: 'x' }] }));
  const before = revision(8, app());
  const finding = explain({ now, before });
  expect(finding?.notes).toContain('Container app has SECERT_KEY, which looks like SECRET_KEY.');
  expect(finding?.next).toContain('Rename SECERT_KEY to SECRET_KEY');
  expect(finding?.blames).toEqual(['variable|app|SECERT_KEY']);
});

test('a name that always stood beside the wanted one is no misspelling of it', () => {
  const keys = { environment: [{ name: 'SECRET_KEYS', value: 'x' }] };
  const finding = explain({ now: revision(9, app(keys)), before: revision(8, app({ ...keys, ...withSecret })) });
  expect(finding?.notes?.join(' ')).not.toContain('looks like');
});

test('a variable moved from secrets to an empty value is told as moved', () => {
  const now = revision(9, app({ environment: [{ name: 'SECRET_KEY', value: '' }] }));
  const finding = explain({ now, before: revision(8, app(withSecret)) });
  expect(finding?.chain?.at(-1)).toBe('revision 9 moved SECRET_KEY from secrets to environment, where it is empty');
});

test('a new image is blamed for a variable that no revision had', () => {
  const finding = explain({ now: revision(9, app({ image: 'app:2' })), before: revision(8, app()) });
  expect(finding?.blames).toEqual(['image|app|']);
});

test('a property is matched with the variable of the same letters', () => {
  const log = [
    'java.lang.IllegalArgumentException: Could not resolve placeholder \'app.api-key\' in value "${app.api-key}"',
  ];
  const now = revision(9, app({ environment: [{ name: 'APP_APIKEY', value: '' }] }));
  expect(explain({ log, now })?.variables).toEqual(['APP_APIKEY']);
});

test('a field is taken for the variable with a prefix that the revision dropped', () => {
  const log = [
    'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings',
    'webhook_secret',
    '  Field required [type=missing, input_value={}, input_type=dict]',
  ];
  const before = revision(8, app({ secrets: [{ name: 'LEDGER_WEBHOOK_SECRET', valueFrom: SECRET }] }));
  expect(explain({ log, now: revision(9, app()), before })?.variables).toEqual(['LEDGER_WEBHOOK_SECRET']);
  const present = revision(9, app({ environment: [{ name: 'OTHER_WEBHOOK_SECRET', value: 'x' }] }));
  expect(explain({ log, now: present })?.variables).toEqual(['webhook_secret']);
});

test('an implied name is not told as a variable unless the definition has it', () => {
  const log = ['production.ERROR: No application encryption key has been specified.'];
  expect(explain({ log, now: revision(9, app()) })?.variables).toBeUndefined();
  const now = revision(9, app({ environment: [{ name: 'APP_KEY', value: '' }] }));
  expect(explain({ log, now })?.variables).toEqual(['APP_KEY']);
});

test('a program that listens afterwards went on without the setting', () => {
  const log = ["KeyError: 'SECRET_KEY'", 'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)'];
  expect(explain({ log, now: revision(9, app()) })?.confidence).toBe('possible');
});

test('a program that says it is ready went on without the setting, port or not', () => {
  const log = ['Error: environment variable STRIPE_KEY is not set', 'INFO server ready', 'INFO up'];
  expect(explain({ log, now: revision(9, app()) })?.confidence).toBe('possible');
  const failed = ['Error: environment variable STRIPE_KEY is not set', 'ERROR server not ready'];
  expect(explain({ log: failed, now: revision(9, app()) })?.confidence).toBe('certain');
});

test.each([137, 139, 143])('exit code %i is not proved by a setting', (exitCode) => {
  const log = ['Error: environment variable STRIPE_KEY is not set'];
  expect(explain({ log, exitCode, now: revision(9, app()) })?.confidence).toBe('possible');
});

test('an unhandled exception of .NET ends the process with 139 too', () => {
  const log = ["Unhandled exception. System.InvalidOperationException: Connection string 'Default' not found."];
  expect(explain({ log, exitCode: 139 })?.confidence).toBe('likely');
});

test('a health check that kills a program that lacks a setting leaves the setting to blame', () => {
  const log = ['Error: environment variable STRIPE_KEY is not set'];
  const world = facts({ log, exitCode: 143, now: revision(9, app()) });
  const check = readReason(detectors, 'Task failed container health checks');
  expect(exitMissingConfiguration.explain({ ...world, signals: [...check, ...world.signals] })?.confidence).toBe(
    'certain',
  );
});

test('a name that only looks like a variable is certain where a revision had it', () => {
  const log = ['Error: API_KEY is required'];
  expect(explain({ log, now: revision(9, app()) })?.confidence).toBe('likely');
  const before = revision(8, app({ environment: [{ name: 'API_KEY', value: 'x' }] }));
  expect(explain({ log, now: revision(9, app()), before })?.confidence).toBe('certain');
  const said = ['Error: environment variable API_KEY is required'];
  expect(explain({ log: said, now: revision(9, app()) })?.confidence).toBe('certain');
});

test('a field of a form before another crash proves little', () => {
  const log = ['ValidationError: EMAIL_ADDRESS must be set in the form', 'Error: crash in worker'];
  expect(explain({ log, now: revision(9, app()) })?.confidence).toBe('possible');
  const start = ['Error: API_KEY is required', 'Error: could not start the server'];
  expect(explain({ log: start, now: revision(9, app()) })?.confidence).toBe('likely');
});

test('thousands of names are told as at least so many', () => {
  const names = Array.from({ length: 5000 }, (_, at) => `KEY_${at}`);
  expect(explain({ log: [`Error: Missing environment variables: ${names.join(', ')}`] })?.summary).toContain(
    'KEY_0, KEY_1, KEY_2, KEY_3 and at least 16 others',
  );
});

test('a check of its own before an unreachable database proves little', () => {
  const log = ['Error: SMTP_HOST is not set', 'Error: connect ECONNREFUSED 10.0.0.9:5432'];
  expect(explain({ log, now: revision(9, app()) })?.confidence).toBe('possible');
});

test('an unreachable configuration server before the missing setting is the root', () => {
  const log = [
    'Could not locate PropertySource: I/O error on GET request for "http://config:8888/app": Connection refused',
    'java.lang.IllegalArgumentException: Could not resolve placeholder \'db.url\' in value "${db.url}"',
  ];
  expect(explain({ log, now: revision(9, app()) })?.confidence).toBe('possible');
});

test('a stand-alone task that ended well is not explained by a setting', () => {
  expect(explain({ exitCode: 0, service: '', now: revision(9, app()) })?.confidence).toBe('possible');
});

test('a log without such a text is not explained', () => {
  expect(explain({ log: ["KeyError: 'user_id'"], now: revision(9, app()) })).toBeUndefined();
});

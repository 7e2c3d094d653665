import { secretPort } from '../../lib/aws/secrets';
import { parseSecretReference, type SecretReference } from '../../lib/domain/secret-reference';

interface Sent {
  readonly name: string;
  readonly input: object;
}

/** Clients that answer without AWS, and remember what they were sent. */
function clientsOf(answer: () => object) {
  const sent: Sent[] = [];
  const client = {
    async send(command: { readonly constructor: { readonly name: string }; readonly input: object }) {
      sent.push({ name: command.constructor.name, input: command.input });
      return answer();
    },
  };
  return { sent, clients: { ssm: async () => client, secretsManager: async () => client } as never };
}

const failing = (name: string) => () => {
  throw Object.assign(new Error(`canary: ${name}`), { name });
};

const SSM: SecretReference = { store: 'ssm', name: '/ecs-medic/slack' };
const SECRET: SecretReference = { store: 'secretsmanager', name: 'ecs-medic/slack' };
const clock = { now: 0 };
const now = () => clock.now;

describe('a reference', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:slack-AbCdEf';

  it.each<[string, SecretReference]>([
    ['ssm:/ecs-medic/slack', SSM],
    ['ssm:slack', { store: 'ssm', name: 'slack' }],
    ['secretsmanager:ecs-medic/slack', SECRET],
    ['secretsmanager:ecs-medic/slack:bot-token', { ...SECRET, jsonKey: 'bot-token' }],
    [`secretsmanager:${arn}`, { store: 'secretsmanager', name: arn }],
    [`secretsmanager:${arn}:token`, { store: 'secretsmanager', name: arn, jsonKey: 'token' }],
  ])('%s is understood', (text, reference) => {
    expect(parseSecretReference(text)).toEqual(reference);
  });

  it.each([
    '',
    'ssm:',
    'secretsmanager:',
    '/ecs-medic/slack',
    'https://hooks.slack.com/services/canary',
    'xoxb-canary',
  ])('%s is refused, and not repeated', (text) => {
    const { problem } = parseSecretReference(text) as { problem: string };
    expect(problem).toMatch(/^expected ssm:\/name, secretsmanager:name or secretsmanager:name:json-key, got /);
    expect(problem).not.toContain('canary');
  });
});

describe('a secret', () => {
  it('is read decrypted from Parameter Store, trimmed, and kept for 5 minutes', async () => {
    const { clients, sent } = clientsOf(() => ({ Parameter: { Value: ' xoxb-canary \n' } }));
    const secret = secretPort(SSM, clients, now);
    for (clock.now = 0; clock.now < 10 * 60_000; clock.now += 60_000)
      expect(await secret.readSecret()).toEqual({ ok: true, value: 'xoxb-canary' });
    expect(sent).toEqual(
      Array(2).fill({ name: 'GetParameterCommand', input: { Name: '/ecs-medic/slack', WithDecryption: true } }),
    );
  });

  it('is read anew once it is forgotten', async () => {
    const { clients, sent } = clientsOf(() => ({ SecretString: `value-${sent.length}` }));
    const secret = secretPort(SECRET, clients, now);
    await secret.readSecret();
    secret.forget();
    expect(await secret.readSecret()).toEqual({ ok: true, value: 'value-2' });
    expect(sent[0]).toEqual({ name: 'GetSecretValueCommand', input: { SecretId: 'ecs-medic/slack' } });
  });

  it('may be one member of JSON', async () => {
    const { clients } = clientsOf(() => ({ SecretString: '{"token":"xoxb-canary","other":1}' }));
    const value = (jsonKey: string) => secretPort({ ...SECRET, jsonKey }, clients, now).readSecret();
    expect(await value('token')).toEqual({ ok: true, value: 'xoxb-canary' });
    for (const jsonKey of ['other', 'missing', 'constructor'])
      expect(await value(jsonKey)).toEqual({
        ok: false,
        retry: false,
        error: `the secret ecs-medic/slack, key ${jsonKey} is empty: expected a text`,
      });
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['blanks', { Parameter: { Value: ' \n' } }],
  ])('of %s is told as empty', async (_, answer) => {
    expect(await secretPort(SSM, clientsOf(() => answer).clients, now).readSecret()).toEqual({
      ok: false,
      retry: false,
      error: 'the parameter /ecs-medic/slack is empty: expected a text',
    });
  });

  it.each<[string, SecretReference, boolean, RegExp]>([
    ['ParameterNotFound', SSM, false, /parameter \/ecs-medic\/slack could not be read: ParameterNotFound; create it/],
    ['AccessDeniedException', SSM, false, /allow ssm:GetParameter/],
    ['AccessDeniedException', SECRET, false, /allow secretsmanager:GetSecretValue/],
    ['ResourceNotFoundException', SECRET, false, /create it, or correct its name/],
    ['ThrottlingException', SSM, true, /could not be read: ThrottlingException$/],
    ['TimeoutError', SECRET, true, /could not be read: TimeoutError$/],
  ])('that AWS refuses with %s says what to do, and is never kept', async (name, reference, retry, error) => {
    const { clients, sent } = clientsOf(failing(name));
    const secret = secretPort(reference, clients, now);
    const answer = await secret.readSecret();
    expect(answer).toEqual({ ok: false, retry, error: expect.stringMatching(error) });
    expect(JSON.stringify(answer)).not.toContain('canary');
    await secret.readSecret();
    expect(sent).toHaveLength(2);
  });
});

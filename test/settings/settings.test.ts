import { deliverSettings } from '../../lib/settings/deliver-settings';
import { explainSettings } from '../../lib/settings/explain-settings';
import { nearestName } from '../../lib/settings/nearest-name';
import type { Environment } from '../../lib/settings/read-settings';
import { respondSettings } from '../../lib/settings/respond-settings';
import { SettingsError } from '../../lib/settings/settings-error';
import { VARIABLES } from '../../lib/settings/variables';

const store = { ECS_MEDIC_DEPLOYMENT: 'ecs-medic-test', ECS_MEDIC_TABLE: 'ecs-medic-Table-1' };
const respond = {
  ...store,
  ECS_MEDIC_ALERTS_TOPIC_ARN: 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:alerts',
  ECS_MEDIC_LOOK_AGAIN_QUEUE_URL: 'https://sqs.us-gov-west-1.amazonaws.com/111122223333/look-again',
  ECS_MEDIC_CLUSTERS: 'production, staging',
};

function problemsOf(read: (environment: Environment) => unknown, environment: Environment): readonly string[] {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

it('reads what is set and leaves the rest at its default', () => {
  expect(
    respondSettings({ ...respond, ECS_MEDIC_REMINDER_HOURS: '2, 12', PATH: '/bin', ECS_MEDIC_EVIDENCE_DAYS: '' }),
  ).toMatchObject({
    deployment: 'ecs-medic-test',
    clusters: ['production', 'staging'],
    evidenceDays: 90,
    thresholds: { reminders: [7_200_000, 43_200_000], transientStops: 3 },
  });
});

it('gives settings that cannot be changed', () => {
  expect(Object.isFrozen(respondSettings(respond))).toBe(true);
});

it('tells every problem at once, each by the name of its variable', () => {
  const problems = problemsOf(respondSettings, {
    ...respond,
    ECS_MEDIC_TABLE: undefined,
    ECS_MEDIC_CLUSTERS: 'production,*',
    ECS_MEDIC_TRANSIENT_STOPS: '4',
    ECS_MEDIC_HOLD_DOWN_MINUTES: 'soon',
    ECS_MEDIC_REMINDER_HOURS: '24,4',
    ECS_MEDIC_CLUSTER: 'production',
  });
  expect(problems).toEqual([
    'ECS_MEDIC_TABLE: expected the name of a DynamoDB table, got nothing',
    'ECS_MEDIC_HOLD_DOWN_MINUTES: expected minutes, a whole number from 1 to 120, got "soon"',
    'ECS_MEDIC_CLUSTERS: expected names of clusters with commas between them, or *, got "production,*"',
    'ECS_MEDIC_TRANSIENT_STOPS: expected stops, a whole number from 1 to 3, got "4"',
    'ECS_MEDIC_REMINDER_HOURS: expected two whole numbers of hours, the second one greater, such as 4,24, got "24,4"',
    'ECS_MEDIC_CLUSTER: no such variable; did you mean ECS_MEDIC_CLUSTERS?',
  ]);
});

it('says all of it in one message', () => {
  expect(() => respondSettings({})).toThrow(
    /^the settings cannot be used:\n- ECS_MEDIC_DEPLOYMENT: .*\n- ECS_MEDIC_TABLE: /,
  );
});

it.each([
  ['ECS_MEDIC_SLACK_CHANEL', 'ECS_MEDIC_SLACK_CHANNEL'],
  ['ECS_MEDIC_SLACK_BOT_TOKEN', 'ECS_MEDIC_SLACK_BOT_TOKEN_SECRET'],
  ['ECS_MEDIC_LOGGROUPS', 'ECS_MEDIC_LOG_GROUPS'],
  ['ECS_MEDIC_TOPIC_ARN', 'ECS_MEDIC_ALERTS_TOPIC_ARN'],
])('%s means %s', (typed, meant) => {
  expect(nearestName(typed, VARIABLES)).toBe(meant);
});

it('keeps its hands off variables of others', () => {
  expect(problemsOf(respondSettings, { ...respond, ECS_CLUSTER: 'x', MEDIC: 'x' })).toEqual([]);
});

describe('Slack', () => {
  const slack = (more: Environment) => deliverSettings({ ...store, ...more }).slack;

  it('is reached by a bot, by a webhook, or not at all', () => {
    const bot = { ECS_MEDIC_SLACK_BOT_TOKEN_SECRET: 'ssm:/ecs-medic/slack', ECS_MEDIC_SLACK_CHANNEL: 'C0123456789' };
    expect(slack(bot)).toEqual({
      mode: 'bot',
      secret: { store: 'ssm', name: '/ecs-medic/slack' },
      channel: 'C0123456789',
    });
    expect(slack({ ECS_MEDIC_SLACK_WEBHOOK_SECRET: 'secretsmanager:slack' })).toEqual({
      mode: 'webhook',
      secret: { store: 'secretsmanager', name: 'slack' },
    });
    expect(slack({})).toEqual({ mode: 'none' });
  });

  it('does not repeat a secret that stands where its name belongs', () => {
    const [problem = '', ...more] = problemsOf(deliverSettings, {
      ...store,
      ECS_MEDIC_SLACK_BOT_TOKEN_SECRET: 'xoxb-1234567890-abcdefghij',
      ECS_MEDIC_SLACK_CHANNEL: '#alerts',
    });
    expect(more).toEqual([]);
    expect(problem).toMatch(
      /^ECS_MEDIC_SLACK_BOT_TOKEN_SECRET: expected where the secret is kept: ssm:.*26 characters/,
    );
    expect(problem).not.toContain('abcdefghij');
  });

  it('needs a channel with a bot, and one way only', () => {
    expect(
      problemsOf(deliverSettings, {
        ...store,
        ECS_MEDIC_SLACK_BOT_TOKEN_SECRET: 'ssm:/a',
        ECS_MEDIC_SLACK_WEBHOOK_SECRET: 'ssm:/b',
      }),
    ).toEqual([
      expect.stringContaining('expected one of them, got both'),
      expect.stringMatching(/^ECS_MEDIC_SLACK_CHANNEL: expected the channel/),
    ]);
  });

  it('is no stranger, whatever the endpoint says', () => {
    for (const endpoint of ['https://evil.example', 'http://127.0.0.1.evil.example:80', 'http://user@127.0.0.1'])
      expect(problemsOf(deliverSettings, { ...store, ECS_MEDIC_SLACK_ENDPOINT: endpoint })).toEqual([
        expect.stringMatching(/^ECS_MEDIC_SLACK_ENDPOINT: expected an address on this machine/),
      ]);
    expect(problemsOf(deliverSettings, { ...store, ECS_MEDIC_SLACK_ENDPOINT: 'http://127.0.0.1:8080' })).toEqual([]);
  });
});

it('takes names and patterns of log groups', () => {
  const settings = explainSettings({
    ...respond,
    ECS_MEDIC_LOG_GROUPS: '/ecs/*, /copilot/api',
    ECS_MEDIC_LOOK_AGAIN_QUEUE_URL: undefined,
  });
  expect(settings.logGroups).toEqual(['/ecs/*', '/copilot/api']);
  expect(problemsOf(explainSettings, { ...respond, ECS_MEDIC_LOG_GROUPS: '/ecs/*,' })).toEqual([
    expect.stringMatching(/^ECS_MEDIC_LOG_GROUPS: expected names of log groups/),
  ]);
});

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['America/Port-au-Prince', 'America/Port-au-Prince'],
  ['', 'UTC'],
])('takes %j as a time zone', (given, zone) => {
  expect(respondSettings({ ...respond, ECS_MEDIC_TIME_ZONE: given }).timeZone).toBe(zone);
});

it.each(['Europe/Nowhere', '+02:00', 'tomorrow'])('refuses %j as a time zone', (given) => {
  expect(problemsOf(respondSettings, { ...respond, ECS_MEDIC_TIME_ZONE: given })).toEqual([
    `ECS_MEDIC_TIME_ZONE: expected the name of a time zone, such as Europe/Berlin or UTC, got "${given}"`,
  ]);
});

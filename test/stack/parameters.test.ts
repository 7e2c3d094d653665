import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { asObject, asObjects, type JsonObject } from '../../lib/domain/json';
import { deliverSettings } from '../../lib/settings/deliver-settings';
import { explainSettings } from '../../lib/settings/explain-settings';
import type { Environment } from '../../lib/settings/read-settings';
import { respondSettings } from '../../lib/settings/respond-settings';
import { watchSettings } from '../../lib/settings/watch-settings';
import { packagedTemplate } from './packaged-template';

const template = packagedTemplate();
const project = join(__dirname, '..', '..');
/** Those of plain CloudFormation alone say where the code lies. */
const parameters = Object.entries(template.Parameters).filter(([name]) => !name.startsWith('Artifact'));

const kebab = (name: string): string => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

/** The lines of a block of serverless.yml, as names and texts. */
function oslsDefaults(): ReadonlyMap<string, string> {
  const [, block = ''] =
    /^params:\n {2}default:\n((?: {4}.+\n)+)/m.exec(readFileSync(join(project, 'serverless.yml'), 'utf8')) ?? [];
  return new Map(
    [...block.matchAll(/^ {4}([\w-]+): "?([^"\n]*)"?$/gm)].map(([, name = '', value = '']) => [name, value] as const),
  );
}

it('are the same with osls and with plain CloudFormation, defaults included', () => {
  expect(Object.fromEntries(oslsDefaults())).toEqual(
    Object.fromEntries(parameters.map(([name, { Default }]) => [kebab(name), String(Default)])),
  );
  const text = readFileSync(join(project, 'serverless.yml'), 'utf8');
  for (const [name] of parameters)
    expect(text).toContain(`{ ParameterKey: ${name}, ParameterValue: "\${param:${kebab(name)}}" }`);
});

it('have a description, and a place in the guide', () => {
  const guide = readFileSync(join(project, 'docs', 'deploy.md'), 'utf8');
  for (const [name, { Description }] of parameters) {
    expect(String(Description).length).toBeGreaterThan(20);
    expect(guide).toContain(`| \`${name}\` | \`${kebab(name)}\` |`);
  }
});

it.each(parameters.filter(([, { AllowedPattern }]) => AllowedPattern !== undefined))(
  '%s allows its own default, and says what it allows',
  (_name, { AllowedPattern, Default, Type, ConstraintDescription }) => {
    const pattern = new RegExp(`^(?:${AllowedPattern})$`);
    for (const value of Type === 'CommaDelimitedList' ? String(Default).split(',') : [Default])
      expect(value).toMatch(pattern);
    expect(ConstraintDescription).toEqual(expect.any(String));
  },
);

it.each(['SlackBotTokenSecret', 'SlackWebhookSecret'])('%s does not take the secret itself', (name) => {
  const pattern = new RegExp(`^(?:${template.Parameters[name]?.['AllowedPattern']})$`);
  for (const reference of [
    '',
    'ssm:/ecs-medic/slack',
    'secretsmanager:ecs-medic/slack',
    'secretsmanager:slack:bot-token',
  ])
    expect(reference).toMatch(pattern);
  for (const wrong of [
    'xoxb-1234567890-abc',
    'https://hooks.slack.com/services/T0/B0/x',
    'ssm:slack',
    'secretsmanager:/slack',
  ])
    expect(wrong).not.toMatch(pattern);
});

describe('the rules of the template', () => {
  /** The functions that stand in these rules. */
  function evaluate(value: unknown, given: Readonly<Record<string, string>>): unknown {
    const { Ref: ref, 'Fn::Equals': equals, 'Fn::Not': not, 'Fn::Or': or } = asObject(value) ?? {};
    if (typeof ref === 'string') return given[ref] ?? template.Parameters[ref]?.['Default'];
    if (Array.isArray(equals)) return evaluate(equals[0], given) === evaluate(equals[1], given);
    if (Array.isArray(not)) return evaluate(not[0], given) !== true;
    if (Array.isArray(or)) return or.some((one) => evaluate(one, given) === true);
    if (typeof value === 'string') return value;
    throw new Error(`expected a function that a rule may have, got ${JSON.stringify(value)}`);
  }

  const broken = (given: Readonly<Record<string, string>>): readonly string[] =>
    Object.values(template.Rules).flatMap(({ RuleCondition, Assertions }) =>
      RuleCondition !== undefined && evaluate(RuleCondition, given) !== true
        ? []
        : asObjects(Assertions).flatMap(({ Assert, AssertDescription }) =>
            evaluate(Assert, given) === true ? [] : [String(AssertDescription)],
          ),
    );

  const bot = { SlackBotTokenSecret: 'ssm:/ecs-medic/slack' };
  const webhook = { SlackWebhookSecret: 'ssm:/ecs-medic/slack' };

  it.each([{}, webhook, { ...bot, SlackChannel: '#alerts' }])('let %j pass', (given) => {
    expect(broken(given)).toEqual([]);
  });

  it('refuse what deliver-alerts would refuse at its start', () => {
    expect(broken(bot)).toEqual([expect.stringContaining('SlackChannel is not')]);
    expect(broken({ ...bot, ...webhook, SlackChannel: '#alerts' })).toEqual([expect.stringContaining('both set')]);
  });
});

describe('the environment that the template gives', () => {
  const arnOf = (id: string): string =>
    template.Resources[id]?.Type === 'AWS::SNS::Topic'
      ? `arn:aws:sns:eu-central-1:111122223333:${id}`
      : template.Resources[id]?.Type === 'AWS::SQS::Queue'
        ? `https://sqs.eu-central-1.amazonaws.com/111122223333/${id}`
        : id;

  /** What CloudFormation makes of the values that stand there. */
  function resolve(value: unknown, given: Readonly<Record<string, string>>): string {
    const { Ref: ref, 'Fn::Join': joined } = asObject(value) ?? {};
    if (ref === 'AWS::StackName') return 'ecs-medic';
    if (typeof ref === 'string')
      return given[ref] ?? (ref in template.Parameters ? String(template.Parameters[ref]?.['Default']) : arnOf(ref));
    if (Array.isArray(joined)) return resolve(joined[1], given);
    throw new Error(`expected Ref or Fn::Join, got ${JSON.stringify(value)}`);
  }
  function environmentOf(id: string, given: Readonly<Record<string, string>> = {}): Environment {
    const { Environment } = template.Resources[id]?.Properties ?? {};
    const variables = (asObject(Environment)?.['Variables'] ?? {}) as JsonObject;
    return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, resolve(value, given)]));
  }

  it('is accepted as it is, and means the default thresholds', () => {
    const respond = respondSettings(environmentOf('RespondToEcsEventsLambdaFunction'));
    expect(respond).toMatchObject({ deployment: 'ecs-medic', table: 'Table', clusters: '*', evidenceDays: 90 });
    expect(respond.thresholds).toEqual(DEFAULT_THRESHOLDS);
    expect(respond.alertsTopicArn).toMatch(/:AlertsTopic$/);
    expect(respond.lookAgainQueueUrl).toMatch(/\/LookAgainQueue$/);
    const watch = watchSettings(environmentOf('KeepWatchLambdaFunction'));
    expect(watch.deliveriesQueueUrl).toMatch(/\/DeliveriesQueue$/);
    expect(watch.lookAgainQueueUrl).toMatch(/\/LookAgainQueue$/);
    expect(watch.thresholds).toEqual(DEFAULT_THRESHOLDS);
    const explain = explainSettings(environmentOf('ExplainIncidentsLambdaFunction'));
    expect(explain.logGroups).toEqual(['/ecs/*']);
    expect(explain.thresholds).toEqual(DEFAULT_THRESHOLDS);
    expect(deliverSettings(environmentOf('DeliverAlertsLambdaFunction')).slack).toEqual({ mode: 'none' });
  });

  it('carries what is set', () => {
    const given = {
      SlackBotTokenSecret: 'secretsmanager:ecs-medic:token',
      SlackChannel: '#alerts',
      SlackEndpoint: 'http://127.0.0.1:8080',
      Clusters: 'production,staging',
      TransientStops: '2',
      TransientWindowMinutes: '20',
      HoldDownMinutes: '15',
      ReminderHours: '1,8',
    };
    expect(deliverSettings(environmentOf('DeliverAlertsLambdaFunction', given)).slack).toEqual({
      mode: 'bot',
      secret: { store: 'secretsmanager', name: 'ecs-medic', jsonKey: 'token' },
      channel: '#alerts',
      endpoint: 'http://127.0.0.1:8080',
    });
    for (const settings of [
      respondSettings(environmentOf('RespondToEcsEventsLambdaFunction', given)),
      explainSettings(environmentOf('ExplainIncidentsLambdaFunction', given)),
      watchSettings(environmentOf('KeepWatchLambdaFunction', given)),
    ]) {
      expect(settings.clusters).toEqual(['production', 'staging']);
      expect(settings.thresholds).toMatchObject({
        transientStops: 2,
        transientWindow: 20 * 60_000,
        shortestHoldDown: 15 * 60_000,
        reminders: [3_600_000, 8 * 3_600_000],
      });
    }
  });

  it('has no variable that its function does not read', () => {
    const read = {
      RespondToEcsEventsLambdaFunction: respondSettings,
      ExplainIncidentsLambdaFunction: explainSettings,
      KeepWatchLambdaFunction: watchSettings,
      DeliverAlertsLambdaFunction: deliverSettings,
    };
    for (const [id, settings] of Object.entries(read)) {
      const asked = new Set<string>();
      const environment = environmentOf(id);
      settings(
        new Proxy(environment, {
          get(target, name) {
            asked.add(String(name));
            return Reflect.get(target, name);
          },
        }),
      );
      expect(Object.keys(environment).filter((name) => !asked.has(name))).toEqual([]);
    }
  });
});

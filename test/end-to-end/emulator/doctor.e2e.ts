import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { DisableRuleCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { PutFunctionConcurrencyCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { ListSubscriptionsByTopicCommand, SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeleteParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { DOCTOR_ACTIONS, type DoctorPolicy, doctorPolicy } from '../../../lib/app/doctor-policy';
import { HANDLERS } from '../../../lib/app/doctor-ports';
import type { ExaminationReport } from '../../../lib/app/examination-report';
import { bundledCli, type Run } from '../../cli/run-cli';
import { awsCliFolder } from './aws-cli';
import { composedStop } from './composed-stops';
import { eventsOf, readRecording } from './read-recording';
import { type RunningResponder, SLACK_SECRET, startResponder } from './start-responder';
import { waitUntil } from './wait-until';

const STACK = 'ecs-medic';
const USER = 'on-call';
/** Once in a test's life, so that schedules that are on do not run into it. */
const FAR_AWAY = 'at(2099-01-01T00:00:00)';

describe('doctor, with a policy of its own, on the packaged stack', () => {
  const cli = bundledCli();
  const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
  let responder: RunningResponder;
  let cloudWatch: CloudWatchClient;
  let sns: SNSClient;
  let env: Record<string, string>;

  beforeAll(async () => {
    cli.build();
    responder = await startResponder();
    const { account, endpoint, region } = responder;
    const options = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
    cloudWatch = new CloudWatchClient(options);
    sns = new SNSClient(options);
    await account.iam.send(new CreateUserCommand({ UserName: USER }));
    const { AccessKey } = await account.iam.send(new CreateAccessKeyCommand({ UserName: USER }));
    env = {
      AWS_ENDPOINT_URL: responder.proxy.endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    await live();
  });

  afterAll(async () => {
    cloudWatch?.destroy();
    sns?.destroy();
    await responder?.stop();
    cli.remove();
  });

  const idOf = (logicalId: string): string => {
    const found = responder.stack.resources.get(logicalId);
    if (found === undefined) throw new Error(`the stack has no ${logicalId}`);
    return found.id;
  };

  const idsOf = (type: string): readonly string[] =>
    [...responder.stack.resources.values()].filter((one) => one.type === type).map(({ id }) => id);

  /** What the deployment does by itself within some minutes, and what CloudWatch would make of it. */
  async function live(): Promise<void> {
    const { invoke, quiet, region, slack } = responder;
    await paste([`ecs-medic send-test --stack ${STACK} --region ${region}`]);
    await waitUntil('the test alert', () => slack.posts()[0]);
    await quiet();
    await invoke('keep-watch', { run: 'due' });
    await invoke('keep-watch', { run: 'sweep' });
    const now = new Date();
    const count = (MetricName: string, Name: string, Value: string) => ({
      MetricName,
      Dimensions: [{ Name, Value }],
      Timestamp: now,
      Value: 1,
    });
    // CloudWatch takes these from the logs of the functions; the emulator does not.
    await cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: 'ecs-medic',
        MetricData: ['EventsHandled', 'Heartbeat'].map((name) => count(name, 'Deployment', STACK)),
      }),
    );
    await cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: 'AWS/Lambda',
        MetricData: HANDLERS.map((handler) => count('Invocations', 'FunctionName', `${STACK}-${handler}`)),
      }),
    );
    for (const AlarmName of idsOf('AWS::CloudWatch::Alarm')) await setAlarm(AlarmName, 'OK');
    for (const Name of idsOf('AWS::Scheduler::Schedule')) await setSchedule(Name, 'ENABLED');
  }

  const setAlarm = (AlarmName: string, StateValue: 'OK' | 'ALARM'): Promise<unknown> =>
    cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'this test says so' }));

  async function setSchedule(Name: string, State: 'ENABLED' | 'DISABLED'): Promise<void> {
    const { scheduler } = responder.account;
    const { FlexibleTimeWindow, Target, Description } = await scheduler.send(new GetScheduleCommand({ Name }));
    await scheduler.send(
      new UpdateScheduleCommand({
        Name,
        Description,
        ScheduleExpression: FAR_AWAY,
        FlexibleTimeWindow,
        Target,
        State,
      }),
    );
  }

  const allow = (policy: DoctorPolicy): Promise<unknown> =>
    responder.account.iam.send(
      new PutUserPolicyCommand({ UserName: USER, PolicyName: 'doctor', PolicyDocument: JSON.stringify(policy) }),
    );

  /** Runs the command with the policy that it prints, less one action. */
  async function doctor(args: readonly string[], without?: string): Promise<Run> {
    const place = { stack: STACK, region: responder.region };
    const { stdout } = await cli.run(['doctor', '--print-policy', '--stack', STACK, '--region', place.region]);
    const printed = JSON.parse(stdout) as DoctorPolicy;
    expect(printed).toEqual(doctorPolicy(place));
    await allow({
      ...printed,
      Statement: printed.Statement.map((one) => ({
        ...one,
        Action: one.Action.filter((action) => action !== without),
      })).filter(({ Action }) => Action.length > 0),
    });
    return cli.run(['doctor', '--stack', STACK, ...args], { env });
  }

  async function report(without?: string): Promise<{ readonly told: ExaminationReport; readonly run: Run }> {
    const run = await doctor(['--format', 'json'], without);
    if (run.stdout === '') throw new Error(`doctor said nothing but: ${run.stderr}`);
    return { told: JSON.parse(run.stdout) as ExaminationReport, run };
  }

  const notWell = ({ parts }: ExaminationReport) =>
    Object.fromEntries(parts.flatMap(({ id, state }) => (state === 'ok' ? [] : [[id, state]])));

  /** The emulated account has no service, and nobody gave it an address for alarms. */
  const AS_EXPECTED = { sweep: 'warning', 'topic/alarms': 'warning' };

  /** Runs commands as somebody pastes them, who may do everything. */
  async function paste(commands: readonly string[]): Promise<void> {
    const folder = join(cli.folder, 'bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'ecs-medic'), `#!/bin/sh\nexec '${process.execPath}' '${cli.bundle}' "$@"\n`);
    chmodSync(join(folder, 'ecs-medic'), 0o755);
    const path = [folder, awsCliFolder(), process.env['PATH']].filter((one) => one !== undefined).join(delimiter);
    for (const command of commands)
      await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], {
        cwd: cli.folder,
        env: {
          ...env,
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_ENDPOINT_URL: responder.endpoint,
          HOME: cli.folder,
          PATH: path,
          SLACK_SECRET: responder.slack.token,
        },
      });
  }

  it('finds everything well, and says of each part what it saw', async () => {
    const { told, run } = await report();
    expect([run.stderr, notWell(told), run.code]).toEqual(['', AS_EXPECTED, 0]);
    const seen = new Map(told.parts.map(({ id, seen: text }) => [id, text]));
    expect(seen.get('stack')).toMatch(/^CREATE_COMPLETE/);
    expect(seen.get('rule/TaskStopsRule')).toBe('on; sends to the queue events');
    expect(seen.get('function/keep-watch')).toMatch(/^active; [1-9]\d* runs? in the last hour$/);
    expect(seen.get('deliveries')).toMatch(/the last message to #alerts was sent \d+ s ago$/);
    expect(seen.get('slack')).toContain(`the parameter ${SLACK_SECRET} is there`);
    expect(seen.get('events')).toMatch(/^the last event was taken in/);
    expect(seen.get('alarms')).toMatch(/^\d+ alarms quiet$/);
    const text = await doctor([]);
    expect(text.stdout.split('\n')[0]).toMatch(/^ecs-medic \(us-east-1\): 2 warning, \d+ ok$/);
    expect((await doctor(['--strict'])).code).toBe(1);
  });

  it.each(DOCTOR_ACTIONS.filter((action) => !/^(?:cloudformation|secretsmanager):/.test(action)))(
    'without %s says what was not checked, and names it',
    async (action) => {
      const { told, run } = await report(action);
      const unchecked = told.parts.filter(({ state }) => state === 'not-checked');
      expect(unchecked.length).toBeGreaterThan(0);
      for (const { id, seen } of unchecked) expect([id, seen]).toEqual([id, expect.stringContaining(action)]);
      expect([told.counts.failed, run.code]).toEqual([0, 2]);
    },
  );

  it.each(['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'])(
    'without %s cannot examine anything, and says so',
    async (action) => {
      const { stdout, stderr, code } = await doctor([], action);
      expect([stdout, code]).toEqual(['', 2]);
      expect(stderr).toContain(`not allowed: add ${action} on `);
    },
  );

  it('finds what is broken, and each command that it prints mends it', async () => {
    const { account, invoke, quiet } = responder;
    const { eventBridge, lambda, sqs, ssm } = account;
    await eventBridge.send(new DisableRuleCommand({ Name: idOf('TaskStopsRule') }));
    await eventBridge.send(new RemoveTargetsCommand({ Rule: idOf('DeploymentsRule'), Ids: ['events'] }));
    await lambda.send(
      new UpdateEventSourceMappingCommand({
        UUID: idOf('ExplainIncidentsEventSourceMappingSQSLookAgainQueue'),
        Enabled: false,
      }),
    );
    await lambda.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: idOf('ApplySchedulesLambdaFunction'),
        ReservedConcurrentExecutions: 0,
      }),
    );
    await setSchedule(idOf('SweepSchedule'), 'DISABLED');
    await ssm.send(new PutParameterCommand({ Name: idOf('ActionsSwitch'), Value: 'off', Overwrite: true }));
    await ssm.send(new DeleteParameterCommand({ Name: SLACK_SECRET }));
    await cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames: [idOf('HeartbeatAlarm')] }));
    await setAlarm(idOf('SweepAlarm'), 'ALARM');
    const { Subscriptions = [] } = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: idOf('AlertsTopic') }),
    );
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: Subscriptions[0]?.SubscriptionArn }));
    const lost = composedStop(recorded, { service: 'lost', number: 2, stoppedAt: Date.now() });
    await sqs.send(
      new SendMessageCommand({ QueueUrl: idOf('EventsDeadLetterQueue'), MessageBody: JSON.stringify(lost) }),
    );

    const { told, run } = await report();
    expect([notWell(told), run.code]).toEqual([
      {
        ...AS_EXPECTED,
        'rule/TaskStopsRule': 'failed',
        'rule/DeploymentsRule': 'failed',
        'trigger/look-again': 'failed',
        'function/apply-schedules': 'failed',
        'schedule/SweepSchedule': 'failed',
        'dead-letters/events': 'failed',
        switch: 'warning',
        slack: 'failed',
        'topic/alerts': 'failed',
        [`alarm/${idOf('HeartbeatAlarm')}`]: 'warning',
        [`alarm/${idOf('SweepAlarm')}`]: 'failed',
      },
      1,
    ]);
    const alarm = told.parts.find(({ id }) => id === `alarm/${idOf('SweepAlarm')}`);
    expect(alarm?.seen).toMatch(/^in alarm for \d+ s: this test says so$/);
    expect(alarm?.fixes).toEqual([expect.stringContaining('the log of keep-watch says which')]);

    const broken = told.parts.filter(({ id, state }) => state !== 'ok' && !(id in AS_EXPECTED));
    // `aws logs tail` is of version 2 of the AWS CLI, and shows only.
    await paste(broken.flatMap(({ commands }) => commands).filter((command) => !command.startsWith('aws logs tail')));
    await setAlarm(idOf('SweepAlarm'), 'OK');
    await quiet();
    await invoke('keep-watch', { run: 'due' });
    await quiet();
    const after = await report();
    expect([notWell(after.told), after.run.code]).toEqual([AS_EXPECTED, 0]);
    const { MetricAlarms = [] } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [idOf('HeartbeatAlarm')] }),
    );
    expect(MetricAlarms[0]?.ActionsEnabled).toBe(true);
  });

  it('says which stack there is not', async () => {
    await doctor([]);
    await allow({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['cloudformation:DescribeStacks'], Resource: ['*'] }],
    });
    const { stdout, stderr, code } = await cli.run(['doctor', '--stage', 'nowhere'], { env });
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain('there is no stack ecs-medic-nowhere in us-east-1');
  });
});

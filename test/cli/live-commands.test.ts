import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parseAlert } from '../../lib/app/parse-alert';
import { parseDeliveryMessage } from '../../lib/app/parse-delivery-message';
import { tableStore } from '../../lib/aws/table-store';
import { newDelivery } from '../../lib/domain/delivery/delivery';
import type { Subject } from '../../lib/domain/incident/subject';
import { startLocalAws } from './local-aws';
import { bundledCli } from './run-cli';

const cli = bundledCli();
const liveBundle = join(cli.folder, 'ecs-medic-live.cjs');
let aws: Awaited<ReturnType<typeof startLocalAws>>;
beforeAll(async () => {
  cli.build();
  aws = await startLocalAws();
}, 60_000);
afterAll(async () => {
  await aws.close();
  cli.remove();
});
beforeEach(() => aws.reset());

const run = (...args: readonly string[]) => cli.run(args, { env: aws.env });
const store = () => tableStore({ client: aws.client, tableName: aws.table, now: Date.now, evidenceDays: 7 });

describe('mute', () => {
  const orders: Subject = { kind: 'service', cluster: 'production', name: 'orders-api' };
  const muteOf = async (subject: Subject) => (await store().readRecord(subject)).mute;

  it('mutes a service for a while, and says until when in local time and in UTC', async () => {
    const before = Date.now();
    const { stdout, stderr, code } = await run('mute', 'orders-api', '--cluster', 'production', '--for', '90m');
    expect([stderr, code]).toEqual(['', 0]);
    const mute = await muteOf(orders);
    expect(mute?.by).toBe('command');
    expect(mute?.until).toBeGreaterThanOrEqual(before + 90 * 60_000);
    expect(mute?.until).toBeLessThan(Date.now() + 90 * 60_000);
    expect(stdout).toMatch(
      /^orders-api \(production\) is muted until \w{3} \d+ \w+ \d{4} \d\d:\d\d \S+ \((?:\w{3} \d+ \w+ \d{4} )?\d\d:\d\d UTC\)\.$/m,
    );
    expect(stdout).toContain('ecs-medic has not heard of it yet');
    expect(aws.calls).toEqual(['cloudformation:DescribeStacks']);
  });

  it('mutes until a time, and ends the mute', async () => {
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const muted = await run('mute', 'orders-api', '--cluster', 'production', '--until', until);
    expect(muted.stdout).toContain('00:00 UTC)');
    expect((await muteOf(orders))?.until).toBe(Date.parse(`${until}T00:00:00Z`));
    const ended = await run('mute', 'orders-api', '--cluster', 'production', '--off');
    expect(ended.stdout).toContain('orders-api (production) is not muted any more. It was muted until');
    expect(await muteOf(orders)).toBeUndefined();
    const again = await run('mute', 'orders-api', '--cluster', 'production', '--off');
    expect([again.stdout, again.code]).toEqual(['orders-api (production) is not muted.\n', 0]);
  });

  it('takes a family of tasks that stand alone', async () => {
    const { stdout } = await run('mute', 'family:nightly', '--cluster', 'production');
    expect(stdout).toContain('task nightly (production) is muted until');
    expect(await muteOf({ kind: 'family', cluster: 'production', name: 'nightly' })).toMatchObject({ by: 'command' });
  });

  it('leaves a mute by tag alone, and says how to end it', async () => {
    const subject: Subject = { ...orders, name: 'tagged' };
    const record = await store().readRecord(subject);
    await store().writeRecord({ ...record, mute: { until: Date.now() + 3_600_000, by: 'tag' } }, undefined);
    const { stdout, code } = await run('mute', 'tagged', '--cluster', 'production', '--off');
    expect(stdout).toContain('muted by its tag ecs-medic:mute until');
    expect(code).toBe(2);
    expect((await store().readRecord(subject)).version).toBe(1);
  });

  it.each([
    [['orders-api'], /--cluster/],
    [['orders-api', '--cluster', 'a/b'], /expected the names of a service and of a cluster/],
    [['orders-api', '--cluster', 'c', '--for', 'long'], /Expected a duration such as 90m/],
    [['orders-api', '--cluster', 'c', '--for', '0m'], /Expected a duration such as 90m/],
    [['orders-api', '--cluster', 'c', '--until', '2026-12-01T18:00'], /Expected a time with its zone/],
    [['orders-api', '--cluster', 'c', '--until', '2020-01-01'], /--until is over already/],
    [['orders-api', '--cluster', 'c', '--for', '1h', '--until', '2099-01-01'], /cannot be used with/],
    [['orders-api', '--cluster', 'c', '--for', '1h', '--off'], /cannot be used with/],
  ])('refuses %j', async (args, message) => {
    const { stderr, code } = await run('mute', ...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(aws.calls).toEqual([]);
  });
});

describe('redrive', () => {
  const dead = { channel: '#alerts', thread: 'production/orders-api#3' };
  const giveUp = async () => {
    const delivery = await store().readDelivery(dead);
    await store().writeDelivery({ ...delivery, dead: { at: 1, because: 'channel_not_found' } }, undefined);
  };

  it('says what was given up, and moves nothing, with --dry-run', async () => {
    aws.queue('EventsDeadLetterQueue').push('one', 'two');
    await giveUp();
    const { stdout, code } = await run('redrive', '--dry-run');
    expect(stdout).toBe(
      'events: 2 dead messages\nlook-again: 0 dead messages\ndeliveries: 0 dead messages\ndeliveries to channels: 1 given up\n' +
        '  #alerts: 1, because: channel_not_found\n',
    );
    expect(code).toBe(0);
    expect(aws.queue('EventsDeadLetterQueue')).toEqual(['one', 'two']);
    expect(aws.queue('DeliveriesQueue')).toEqual([]);
  });

  it('has SQS move the messages back, and dead deliveries tried again', async () => {
    aws.queue('EventsDeadLetterQueue').push('one', 'two');
    aws.queue('DeliveriesDeadLetterQueue').push('three');
    const { stdout, stderr, code } = await run('redrive');
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toBe(
      'events: 2 dead messages, 2 moved back\nlook-again: 0 dead messages\n' +
        'deliveries: 1 dead message, 1 moved back\ndeliveries to channels: 1 given up, tried again now\n  #alerts: 1, because: channel_not_found\n',
    );
    expect(aws.queue('EventsQueue')).toEqual(['one', 'two']);
    const [moved, revival = ''] = aws.queue('DeliveriesQueue');
    expect(moved).toBe('three');
    expect(parseDeliveryMessage(revival)).toEqual({ kind: 'nudge', key: dead, revive: true });
    expect(aws.calls).not.toContain('sqs:ReceiveMessage');
  });

  it('moves them one batch after the other where the endpoint cannot move by itself', async () => {
    aws.letMove(false);
    const bodies = Array.from({ length: 23 }, (_, index) => `event ${index}`);
    aws.queue('EventsDeadLetterQueue').push(...bodies);
    const { stdout } = await run('redrive');
    expect(stdout).toContain('events: 23 dead messages, 23 moved back');
    expect([...aws.queue('EventsQueue')].sort()).toEqual([...bodies].sort());
    expect(aws.queue('EventsDeadLetterQueue')).toEqual([]);
  });

  it('names what it is not allowed to do, and does the rest', async () => {
    aws.queue('EventsDeadLetterQueue').push('one');
    aws.queue('LookAgainDeadLetterQueue').push('two');
    aws.letMove(false);
    aws.faults.set('sqs:ReceiveMessage', {
      status: 403,
      code: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::111122223333:assumed-role/dev/me is not authorized to perform: sqs:receivemessage on resource: arn:aws:sqs:eu-central-1:111122223333:dead because no identity-based policy allows the sqs:receivemessage action',
    });
    const { stdout, stderr, code } = await run('redrive');
    expect(stderr).toContain(
      'ecs-medic: events: not allowed: add sqs:receivemessage on arn:aws:sqs:eu-central-1:111122223333:dead',
    );
    expect(stderr).toContain('ecs-medic: look-again: not allowed');
    expect(stdout).toContain('deliveries: 0 dead messages');
    expect(code).toBe(2);
  });

  it('does not take a delivery that lives for a dead one', async () => {
    const living = { ...newDelivery({ channel: '#alerts', thread: 'production/lives#1' }) };
    await store().writeDelivery(living, Date.now());
    const { stdout } = await run('redrive', '--dry-run');
    expect(stdout).toContain('deliveries to channels: 1 given up');
  });
});

describe('send-test', () => {
  it.each(['opened', 'resolved', 'digest'])(
    'publishes an alert that says that it is a test, of kind %s',
    async (kind) => {
      const { stdout, stderr, code } = await run('send-test', '--kind', kind);
      expect([stderr, code]).toEqual(['', 0]);
      expect(stdout).toContain('Sent "TEST: ');
      expect(stdout).toContain(aws.topicArn);
      const [form] = aws.published;
      expect(form?.get('TopicArn')).toBe(aws.topicArn);
      const bodies = JSON.parse(form?.get('Message') ?? '{}') as Record<string, string>;
      const alert = parseAlert(bodies['default'] ?? '');
      if ('problem' in alert) throw new Error(alert.problem);
      expect(alert).toMatchObject({ kind, isTest: true });
      expect(form?.get('Subject')).toMatch(/TEST: /);
      for (const body of Object.values(bodies)) expect(body).toContain('TEST: ');
      expect(await store().readAlert(alert.alertId)).toMatchObject({ kind, isTest: true });
    },
  );
});

describe('a command for a deployment', () => {
  it('asks for the stack that is named, or that of the stage', async () => {
    aws.faults.set('cloudformation:DescribeStacks', {
      status: 400,
      code: 'ValidationError',
      message: 'Stack with id ecs-medic-production does not exist',
    });
    const missing = await run('redrive');
    expect(missing.stderr).toBe(
      'ecs-medic: there is no stack ecs-medic-production in eu-central-1: expected a deployed ecs-medic; name it with --stack or --stage, and its Region with --region\n',
    );
    expect(missing.code).toBe(2);
    expect((await run('redrive', '--stage', 'test', '--region', 'us-east-1')).stderr).toContain(
      'no stack ecs-medic-test in us-east-1',
    );
    expect((await run('redrive', '--stack', 'mine')).stderr).toContain('no stack mine in');
  });

  it('names the permission that it lacks', async () => {
    aws.faults.set('cloudformation:DescribeStacks', {
      status: 403,
      code: 'AccessDenied',
      message:
        'User: arn:aws:iam::111122223333:user/me is not authorized to perform: cloudformation:DescribeStacks on resource: arn:aws:cloudformation:eu-central-1:111122223333:stack/ecs-medic-production/* because no identity-based policy allows the cloudformation:DescribeStacks action',
    });
    const { stderr, code } = await run('send-test');
    expect(stderr).toContain('ecs-medic: not allowed: add cloudformation:DescribeStacks on arn:aws:cloudformation:');
    expect(code).toBe(2);
    aws.faults.clear();
    aws.faults.set('sns:Publish', {
      status: 403,
      code: 'AuthorizationError',
      message: `User: arn:aws:iam::111122223333:user/me is not authorized to perform: SNS:Publish on resource: ${aws.topicArn}`,
    });
    expect((await run('send-test')).stderr).toContain(`add SNS:Publish on ${aws.topicArn}`);
  });

  it('says what to do without credentials and without a Region', async () => {
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...anonymous } = aws.env;
    const noCredentials = await cli.run(['send-test'], { env: anonymous });
    expect([noCredentials.stderr, noCredentials.code]).toEqual([
      'ecs-medic: no AWS credentials were found: log in (aws sso login) or name a profile (AWS_PROFILE)\n',
      2,
    ]);
    const { AWS_REGION: _region, ...nowhere } = aws.env;
    expect((await cli.run(['send-test'], { env: nowhere })).stderr).toBe(
      'ecs-medic: no AWS Region is known: name it with --region or AWS_REGION\n',
    );
  });
});

describe('the bundles', () => {
  it('keep the SDK in the file that only these commands load', async () => {
    expect(readFileSync(cli.bundle, 'utf8')).not.toMatch(/@aws-sdk|smithy/);
    expect(readFileSync(liveBundle, 'utf8')).toMatch(/smithy/);
    renameSync(liveBundle, `${liveBundle}.gone`);
    try {
      expect(existsSync(liveBundle)).toBe(false);
      expect((await cli.run(['explain', 'image-not-found'])).code).toBe(0);
      expect((await cli.run(['mute', '--help'])).code).toBe(0);
      expect((await run('redrive')).stderr).toContain('ecs-medic-live.cjs');
    } finally {
      renameSync(`${liveBundle}.gone`, liveBundle);
    }
  });
});

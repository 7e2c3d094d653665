import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { answerJson, clusterJson } from '../../lib/app/answer-json';
import { DIAGNOSE_ACTIONS, diagnosePolicy } from '../../lib/app/diagnose-policy';
import { diagnoseQuestion, type Question, type Reply } from '../../lib/app/diagnose-question';
import type { Diagnosed } from '../../lib/app/diagnose-service';
import { replayLive } from '../../lib/cli/replay-live';
import { asArray, asObjects, type JsonObject } from '../../lib/domain/json';
import { rules } from '../../lib/domain/rules';
import type { ClusterAnswer } from '../../lib/render/answer';
import { stateOf } from '../../lib/render/answer-state';
import { answerTitle } from '../../lib/render/answer-title';
import { answerText } from '../../lib/render/terminal/answer-text';
import { clusterText } from '../../lib/render/terminal/cluster-text';
import { plainPaint } from '../../lib/render/terminal/paint';
import { eventsFolder } from '../recorded-cases';
import { allTasks, type DiagnoseAccountOptions, diagnoseAccount } from './diagnose-account';

const read = (path: string): JsonObject => JSON.parse(readFileSync(join(eventsFolder, path), 'utf8')) as JsonObject;
/** Zod refuses to start, since revision 13 dropped the secret SESSION_SECRET; behind a load balancer. */
const crash = read('exit-missing-configuration/composed-zod-session-secret-dropped.json');
const steady = read('normal/composed-scale-in-at-night-exit-0.json');
const screen = { width: 100, paint: plainPaint };

const endOf = (json: JsonObject): number => {
  const times = allTasks(json).map((one) => Date.parse(String(one['stoppedAt'] ?? one['createdAt'])));
  return Math.max(...times) + 60_000;
};

/** Asks about a recording as an account of one cluster. */
async function ask(
  json: JsonObject,
  more: Partial<Question> = {},
  options: Partial<DiagnoseAccountOptions> = {},
): Promise<{ reply: Reply; actions: readonly string[] }> {
  const cluster =
    String(asObjects(json['services'])[0]?.['clusterArn'] ?? 'x/prod')
      .split('/')
      .at(-1) ?? '';
  const account = diagnoseAccount(json, { now: endOf(json), clusters: [cluster], ...options });
  const question = { cluster, ...more };
  const reply = await diagnoseQuestion({ ports: account.ports, rules, engine: replayLive }, question);
  return { reply, actions: account.actions() };
}

function diagnosedIn(reply: Reply): Diagnosed {
  if (reply.kind !== 'answer') throw new Error(JSON.stringify(reply));
  return reply.diagnosed;
}

function clusterIn(reply: Reply): ClusterAnswer {
  if (reply.kind !== 'cluster') throw new Error(JSON.stringify(reply));
  return reply.answer;
}

const sentenceIn = (reply: Reply): string => (reply.kind === 'problem' ? reply.sentence : `an answer: ${reply.kind}`);

const serviceOf = (json: JsonObject): string => String(asObjects(json['services'])[0]?.['serviceName']);

/** The same world with a change of its service. */
const withService = (json: JsonObject, change: JsonObject): JsonObject => ({
  ...json,
  services: asObjects(json['services']).map((one) => ({ ...one, ...change })),
});

describe('a service that fails', () => {
  const service = serviceOf(crash);

  it('is explained with the cause in the first line, then proof, change and what to do', async () => {
    const { answer } = diagnosedIn((await ask(crash, { service })).reply);
    const text = answerText(screen, answer);
    const [first] = text.split('\n');
    expect(first).toMatch(/^✖ web-bff \(.+\): .*SESSION_SECRET.*, \d of \d running$/);
    expect(text).toMatch(/proof {5}.*\n {12}│ /);
    expect(text).toMatch(/changed {3}since revision \d+/);
    expect(text).toMatch(/do now/);
    expect(text).not.toMatch(/not seen|to allow/);
    expect(answer.stops.failed).toBeGreaterThan(0);
  });

  it('is told as JSON with the verdict that replay would give', async () => {
    const { answer, verdict } = diagnosedIn((await ask(crash, { service })).reply);
    const json = JSON.parse(JSON.stringify(answerJson(answer, verdict, 1))) as JsonObject;
    expect(json).toMatchObject({
      schema: 'ecs-medic.diagnosis/1',
      service,
      state: 'failing',
      exitCode: 1,
      title: answerTitle(answer),
      verdict: { cause: 'exit-missing-configuration', incident: true, variables: ['SESSION_SECRET'] },
      diagnosis: { cause: 'exit-missing-configuration', confidence: 'certain' },
      notRead: [],
    });
    expect(json['since']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it.each(DIAGNOSE_ACTIONS)(
    'is answered without %s, and the missing action is named where it was needed',
    async (action) => {
      const { reply, actions } = await ask(crash, { service }, { denied: [action] });
      const { answer } = diagnosedIn(reply);
      const text = answerText(screen, answer);
      expect(text.split('\n')[0]).toMatch(/^[✖?] web-bff/);
      const named = answer.unread.filter(({ denied }) => denied).map((one) => one.action);
      if (actions.includes(action)) {
        expect(named).toEqual([action]);
        expect(text).toContain(`add ${action}`);
        expect(text).toMatch(new RegExp(`to allow +${action}`));
      } else expect(named).toEqual([]);
    },
  );

  it('is still failing, and found by its tasks, where the service itself may not be read', async () => {
    const { answer } = diagnosedIn((await ask(crash, { service }, { denied: ['ecs:DescribeServices'] })).reply);
    expect(answer.standing).toMatchObject({ state: 'failing', because: 'its tasks fail' });
    expect(answer.diagnosis).toMatchObject({ cause: 'exit-missing-configuration', variables: ['SESSION_SECRET'] });
  });

  it('cannot be told where nothing may be read', async () => {
    const { reply } = await ask(crash, { service }, { denied: DIAGNOSE_ACTIONS });
    const { answer } = diagnosedIn(reply);
    expect(stateOf(answer)).toBe('unknown');
    expect(answerText(screen, answer)).toContain('add ecs:DescribeServices');
  });

  it('has no capacity weighed where tasks run on Fargate, and has it where they find no room on instances', async () => {
    const placement = read('placement-port-in-use/near-miss-host-port-taken.json');
    const onInstances = {
      ...withService(placement, { launchType: 'EC2', desiredCount: 2, runningCount: 1 }),
      containerInstances: [instance('i-1', 'ACTIVE', 128, 4096), instance('i-2', 'DRAINING', 2048, 4096)],
    };
    const at = { now: Date.parse('2026-06-01T00:00:00Z') };
    const { reply, actions } = await ask(onInstances, { service: serviceOf(placement) }, at);
    const { capacity } = diagnosedIn(reply).answer;
    expect(capacity[0]).toBe('1 of 2 container instances takes tasks');
    expect(capacity[1]).toBe('i-2 takes none: DRAINING');
    expect(actions).toContain('ecs:DescribeContainerInstances');
    const fargate = withService(onInstances, { launchType: 'FARGATE' });
    expect(diagnosedIn((await ask(fargate, { service: serviceOf(placement) }, at)).reply).answer.capacity).toEqual([]);
  });
});

const instance = (ec2InstanceId: string, status: string, cpu: number, memory: number): JsonObject => ({
  containerInstanceArn: `arn:aws:ecs:eu-central-1:111122223333:container-instance/prod/${ec2InstanceId}`,
  ec2InstanceId,
  status,
  agentConnected: true,
  remainingResources: [
    { name: 'CPU', integerValue: cpu },
    { name: 'MEMORY', integerValue: memory },
  ],
});

describe('a service that is well', () => {
  const service = serviceOf(steady);

  it('is said to be, with its counts and its last deployment', async () => {
    const { answer } = diagnosedIn((await ask(steady, { service })).reply);
    expect(answerTitle(answer)).toMatch(/: nothing is wrong: \d of \d running, last deployment completed .+ ago$/);
    expect(stateOf(answer)).toBe('healthy');
  });

  it('is well although a task failed before it was steady again, which is told as the past', async () => {
    const [described = {}] = asObjects(crash['services']);
    const now = endOf(crash) + 30 * 60_000;
    const recovered = withService(crash, {
      runningCount: described['desiredCount'],
      deployments: [
        { ...asObjects(described['deployments'])[0], status: 'PRIMARY', rolloutState: 'COMPLETED', failedTasks: 0 },
      ],
      events: [
        {
          id: '1',
          createdAt: new Date(now - 60_000).toISOString(),
          message: '(service web-bff) has reached a steady state.',
        },
      ],
    });
    const healthy = {
      ...recovered,
      targetHealth: asObjects(crash['targetHealth']).map((one) => ({
        ...one,
        TargetHealthDescriptions: [{ Target: { Id: '10.0.0.1', Port: 1 }, TargetHealth: { State: 'healthy' } }],
      })),
    };
    const { answer } = diagnosedIn((await ask(healthy, { service: 'web-bff' }, { now })).reply);
    expect(answer.standing.state).toBe('healthy');
    expect(answerText(screen, answer)).toMatch(/^✓ web-bff .*nothing is wrong/);
    expect(answerText(screen, answer)).toMatch(/\d tasks? failed until .* ago: .*SESSION_SECRET/);
  });

  it.each([
    [{ desiredCount: 0, runningCount: 0 }, 'at-zero', /its desired count is 0/],
    [{ status: 'INACTIVE' }, 'going', /it was deleted/],
    [{ status: 'DRAINING' }, 'going', /it is being deleted/],
  ])('is told apart from one that is %j', async (change, state, words) => {
    const { answer } = diagnosedIn((await ask(withService(steady, change), { service })).reply);
    expect([answer.standing.state, answerTitle(answer)]).toEqual([state, expect.stringMatching(words)]);
  });
});

describe('a task', () => {
  it('that failed is explained by its own log, by id and by ARN', async () => {
    const [task = {}] = allTasks(crash).filter((one) => one['lastStatus'] === 'STOPPED');
    const arn = String(task['taskArn']);
    for (const asked of [arn, arn.split('/').at(-1) ?? '']) {
      const { answer } = diagnosedIn((await ask(crash, { task: asked })).reply);
      expect(answerTitle(answer)).toMatch(/^task \w+ of web-bff .*SESSION_SECRET/);
      expect(stateOf(answer)).toBe('failing');
    }
  });

  it('that ended as planned is well', async () => {
    const [task = {}] = allTasks(steady).filter((one) => one['lastStatus'] === 'STOPPED');
    const { answer } = diagnosedIn((await ask(steady, { task: String(task['taskArn']) })).reply);
    expect(answerTitle(answer)).toMatch(/nothing is wrong: /);
    expect(stateOf(answer)).toBe('healthy');
  });

  it('that runs is told to run, and to be unhealthy where its health checks say so', async () => {
    const [stopped = {}] = allTasks(steady);
    const { stoppedAt: _at, stoppingAt: _stopping, stopCode: _code, stoppedReason: _reason, ...task } = stopped;
    const running = { ...task, lastStatus: 'RUNNING', desiredStatus: 'RUNNING', healthStatus: 'HEALTHY', version: 99 };
    const asked = { task: String(task['taskArn']) };
    const well = diagnosedIn((await ask({ ...steady, tasks: [running] }, asked)).reply).answer;
    expect([answerTitle(well), stateOf(well)]).toEqual([
      expect.stringMatching(/: RUNNING for .+, HEALTHY by/),
      'healthy',
    ]);
    const ill = { ...running, healthStatus: 'UNHEALTHY' };
    expect(stateOf(diagnosedIn((await ask({ ...steady, tasks: [ill] }, asked)).reply).answer)).toBe('failing');
  });

  it('that stands alone is explained without a service', async () => {
    const tasks: readonly JsonObject[] = allTasks(crash).map((one) => ({ ...one, group: 'family:web-bff' }));
    const lone = { ...crash, tasks, events: [] };
    const [task = {}] = tasks;
    const { reply, actions } = await ask(lone, { task: String(task['taskArn']) });
    expect(answerTitle(diagnosedIn(reply).answer)).toMatch(/^task \w+ of task .*SESSION_SECRET/);
    expect(actions).toEqual(['ecs:DescribeTaskDefinition', 'ecs:DescribeTasks', 'logs:GetLogEvents']);
  });

  it('that ECS has forgotten is said to be', async () => {
    const { reply } = await ask(crash, { task: '0123456789abcdef0123456789abcdef' });
    expect(sentenceIn(reply)).toMatch(/ECS knows no task 0123.* forgets a stopped task after about an hour/);
  });
});

describe('a cluster', () => {
  const [one = {}] = asObjects(crash['services']);
  const [other = {}] = asObjects(steady['services']);
  const nightly = {
    ...allTasks(crash).find((task) => task['lastStatus'] === 'STOPPED'),
    taskArn: `${String(one['clusterArn']).replace(':cluster/', ':task/')}/00000000000000000000000000000001`,
    group: 'family:nightly',
  };
  const both = {
    ...crash,
    services: [{ ...other, clusterArn: one['clusterArn'], loadBalancers: [] }, one],
    taskDefinitions: [...asArray(crash['taskDefinitions']), ...asArray(steady['taskDefinitions'])],
    tasks: [nightly],
  };

  it('is a table of its services and of tasks that stand alone, worst first, with cause, counts and since when', async () => {
    const answer = clusterIn((await ask(both)).reply);
    expect(answer.rows.map(({ name, standing }) => [name, standing.state])).toEqual([
      ['web-bff', 'failing'],
      ['nightly', 'failing'],
      [other['serviceName'], 'healthy'],
    ]);
    const printed: unknown = JSON.parse(JSON.stringify(clusterJson(answer, 1)));
    const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
      JSON.parse(readFileSync('docs/diagnosis.schema.json', 'utf8')),
    );
    expect([validate(printed), validate.errors]).toEqual([true, null]);
    const text = clusterText(screen, answer);
    expect(text).toMatch(/^\S+: 2 services fail, 3 looked at\n/);
    expect(text).toMatch(/^web-bff +✖ failing +\d\/\d +\d+ \w+ .*\bSESSION_SECRET\b/m);
    expect(clusterText({ ...screen, width: 44 }, answer)).toMatch(/^web-bff\n {2}✖ failing \d\/\d/m);
  });

  it('reads no further of a service that is well', async () => {
    const { actions } = await ask({ ...steady, services: [other] });
    expect(actions).not.toContain('logs:GetLogEvents');
    expect(actions).not.toContain('ecs:DescribeTaskDefinition');
  });

  it('names what may not be read once, whatever the number of services', async () => {
    const answer = clusterIn((await ask(both, {}, { denied: ['ecs:ListTasks', 'logs:GetLogEvents'] })).reply);
    expect(answer.unread.map(({ action }) => action).sort()).toEqual(['ecs:ListTasks']);
    expect(answer.rows.map(({ name }) => name)).toContain('web-bff');
  });

  it('that may not be listed is a problem that names the action', async () => {
    const { reply } = await ask(both, {}, { denied: ['ecs:ListServices'] });
    expect(sentenceIn(reply)).toMatch(/add ecs:ListServices on .*--service/);
  });
});

describe('a name that ECS does not know', () => {
  it('of a service is answered with near ones', async () => {
    expect(sentenceIn((await ask(crash, { service: 'web-bfg' })).reply)).toMatch(
      /no service web-bfg .*expected one of web-bff/,
    );
    const many = {
      ...crash,
      services: ['orders-api', 'orders-worker', 'billing', 'search', 'mail', 'auth'].map((serviceName) => ({
        ...asObjects(crash['services'])[0],
        serviceName,
      })),
    };
    expect(sentenceIn((await ask(many, { service: 'order-api' })).reply)).toMatch(/did you mean orders-api, /);
  });

  it('of a service where services may not be listed says so', async () => {
    const { reply } = await ask(crash, { service: 'web-bfg' }, { denied: ['ecs:ListServices'] });
    expect(sentenceIn(reply)).toMatch(/near names cannot be offered: not allowed: add ecs:ListServices/);
  });

  it.each([{}, { service: 'web-bff' }, { task: '0123456789abcdef0123456789abcdef' }])(
    'of a cluster, asked %j, is answered with near ones',
    async (more) => {
      const { reply } = await ask(crash, { ...more, cluster: 'production' }, { clusters: ['prod', 'staging'] });
      expect(sentenceIn(reply)).toMatch(/there is no cluster production .*: expected one of prod, staging/);
    },
  );
});

describe('the policy', () => {
  it('allows what the questions ask of AWS, each action once, and nothing else', async () => {
    const placement = read('placement-port-in-use/near-miss-host-port-taken.json');
    const onInstances = {
      ...withService(placement, { launchType: 'EC2', desiredCount: 2, runningCount: 1 }),
      containerInstances: [instance('i-1', 'ACTIVE', 128, 4096)],
    };
    const deployed = {
      ...crash,
      serviceDeployments: [
        { status: 'SUCCESSFUL', targetServiceRevisionArn: 'arn:aws:ecs:r:1:service-revision/c/s/1' },
      ],
    };
    const asked = [
      await ask(deployed, { service: 'web-bff' }),
      await ask(deployed),
      await ask(deployed, { cluster: 'nowhere' }),
      await ask(onInstances, { service: serviceOf(placement) }, { now: Date.parse('2026-06-01T00:00:00Z') }),
    ];
    const used = new Set(asked.flatMap(({ actions }) => actions));
    const allowed = diagnosePolicy({}).Statement.flatMap(({ Action }) => Action);
    expect([...allowed].sort()).toEqual([...used].sort());
    expect(new Set(allowed).size).toBe(allowed.length);
  });

  it('reads only', () => {
    for (const action of DIAGNOSE_ACTIONS) expect(action).toMatch(/:(?:Describe|List|Get)/);
  });

  it('is bound to the cluster, and to the partition of the Region, that are named', () => {
    const { Statement } = diagnosePolicy({ cluster: 'prod', region: 'cn-north-1' });
    const text = JSON.stringify(Statement);
    expect(text).toContain('"arn:aws-cn:ecs:cn-north-1:*:service/prod/*"');
    expect(text).toContain('{"ArnLike":{"ecs:cluster":"arn:aws-cn:ecs:cn-north-1:*:cluster/prod"}}');
    expect(text).not.toContain('arn:aws:');
    expect(JSON.stringify(diagnosePolicy({ region: 'us-gov-west-1' }))).toContain('arn:aws-us-gov:');
  });
});

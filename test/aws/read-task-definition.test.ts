import { evidence } from '../../lib/aws/evidence';
import { answeringAccount, awsError, throws } from './answering-account';

const arn = (revision: number) => `arn:aws:ecs:eu-central-1:111122223333:task-definition/orders:${revision}`;
const taskDefinition = (revision: number, containerDefinitions: unknown = []) => ({
  taskDefinition: { taskDefinitionArn: arn(revision), family: 'orders', revision, containerDefinitions },
});
const answering = (containers?: unknown) =>
  answeringAccount({
    DescribeTaskDefinition: ({ input }) =>
      taskDefinition(Number(/\d+$/.exec(String(input['taskDefinition']))?.[0] ?? 9), containers),
  });

it('asks once for a revision, since revisions never change', async () => {
  const account = answering();
  const ports = evidence({ ...account, logGroups: [] });
  for (let time = 0; time < 3; time++)
    expect(await ports.readTaskDefinition(arn(7))).toMatchObject({ state: 'known', value: { revision: 7 } });
  await ports.withinBudget?.().readTaskDefinition(arn(7));
  expect(account.calls.map(({ input }) => input)).toEqual([{ taskDefinition: arn(7) }]);
});

it('asks again for a family without a revision: its latest one changes', async () => {
  const account = answering();
  const ports = evidence({ ...account, logGroups: [] });
  await ports.readTaskDefinition('orders');
  await ports.readTaskDefinition('orders');
  expect(account.calls.length).toBe(2);
});

it('keeps at most 500 revisions, and drops the ones that came first', async () => {
  const account = answering();
  const ports = evidence({ ...account, logGroups: [] });
  for (let revision = 1; revision <= 501; revision++) await ports.readTaskDefinition(arn(revision));
  await ports.readTaskDefinition(arn(501));
  expect(account.calls.length).toBe(501);
  await ports.readTaskDefinition(arn(1));
  expect(account.calls.length).toBe(502);
});

it('keeps nothing of a refusal', async () => {
  let refuses = true;
  const account = answeringAccount({
    DescribeTaskDefinition() {
      if (refuses) throw awsError('ClientException', 'Unable to describe task definition.');
      return taskDefinition(7);
    },
  });
  const ports = evidence({ ...account, logGroups: [] });
  expect(await ports.readTaskDefinition(arn(7))).toEqual({
    state: 'unavailable',
    reason: `ecs:DescribeTaskDefinition on ${arn(7)} was refused: ClientException: Unable to describe task definition.`,
  });
  refuses = false;
  expect((await ports.readTaskDefinition(arn(7))).state).toBe('known');
});

it('lets no value of a variable, of a log option or of a header through', async () => {
  const SECRET = 'hunter2-Zq8';
  const account = answering([
    {
      name: 'app',
      image: 'orders:1',
      environment: [
        { name: 'DATABASE_URL', value: `postgres://app:${SECRET}@localhost/orders` },
        { name: 'JAVA_OPTS', value: `-Xmx512m -Dpassword=${SECRET}` },
        { name: 'PORT', value: '8080' },
        { name: 'TOKEN', value: SECRET },
      ],
      logConfiguration: {
        logDriver: 'splunk',
        options: { 'splunk-token': SECRET, 'splunk-url': `https://${SECRET}.example.com` },
        secretOptions: [{ name: 'splunk-token', valueFrom: SECRET }],
      },
      firelensConfiguration: { type: 'fluentbit', options: { apikey: SECRET } },
      dockerLabels: { key: SECRET },
      systemControls: [{ namespace: 'x', value: SECRET }],
    },
    {
      name: 'router',
      image: 'router:1',
      logConfiguration: {
        logDriver: 'awsfirelens',
        options: { Name: 'datadog', apikey: SECRET, header: `Authorization Splunk ${SECRET}`, Header: SECRET },
      },
    },
  ]);
  const read = await evidence({ ...account, logGroups: [] }).readTaskDefinition(arn(7));
  expect(read.state).toBe('known');
  expect(JSON.stringify(read)).not.toContain(SECRET);
  // What may be known of values is there.
  expect(JSON.stringify(read)).toContain('-Xmx512m');
  expect(JSON.stringify(read)).toContain('8080');
});

it.each([
  [undefined, 'answered nothing about'],
  [null, 'answered nothing about'],
  [{}, 'answered nothing about'],
  [{ taskDefinitionArn: 7 }, 'answered nothing about'],
])('says that AWS answered no task definition: %j', async (answer, words) => {
  const account = answeringAccount({ DescribeTaskDefinition: () => ({ taskDefinition: answer }) });
  const read = await evidence({ ...account, logGroups: [] }).readTaskDefinition(arn(7));
  expect(read).toMatchObject({ state: 'unavailable', reason: expect.stringContaining(words) });
});

it('reads a definition with null fields and without lists', async () => {
  const account = answeringAccount({
    DescribeTaskDefinition: () => ({
      taskDefinition: {
        taskDefinitionArn: arn(7),
        family: null,
        containerDefinitions: [null, { name: null, environment: null, logConfiguration: { options: null } }],
        volumes: null,
      },
    }),
  });
  const read = await evidence({ ...account, logGroups: [] }).readTaskDefinition(arn(7));
  expect(read).toMatchObject({ state: 'known', value: { family: 'orders', revision: 7, volumes: [] } });
});

it('throws a fault of our own', async () => {
  const account = answeringAccount({ DescribeTaskDefinition: throws(new TypeError('x is undefined')) });
  await expect(evidence({ ...account, logGroups: [] }).readTaskDefinition(arn(7))).rejects.toThrow(TypeError);
});

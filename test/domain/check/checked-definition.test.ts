import { type CheckedDefinition, parseCheckedDefinition } from '../../../lib/domain/check/checked-definition';

const definition = { family: 'orders', containerDefinitions: [{ name: 'app', image: 'nginx:1.27' }] };

function checkedOf(value: unknown): CheckedDefinition {
  const parsed = parseCheckedDefinition(value);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.checked;
}

it('reads the input of RegisterTaskDefinition', () => {
  expect(checkedOf(definition)).toMatchObject({ name: 'orders', containers: [{ definition: { name: 'app' } }] });
});

it('reads an answer of DescribeTaskDefinition, with its Region and account', () => {
  const taskDefinition = {
    ...definition,
    taskDefinitionArn: 'arn:aws:ecs:eu-central-1:111122223333:task-definition/orders:7',
    revision: 7,
  };
  const checked = checkedOf({ taskDefinition, tags: [] });
  expect(checked).toMatchObject({ name: 'orders:7', region: 'eu-central-1', account: '111122223333' });
});

it.each([
  ['512', '1024', 512, 1024],
  [512, 1024, 512, 1024],
  ['.5 vCPU', '1 GB', 512, 1024],
  ['0.25vcpu', '0.5GB', 256, 512],
  ['half', 'much', undefined, undefined],
  ['', ' GB', undefined, undefined],
])('reads CPU %j and memory %j', (cpu, memory, units, mebibytes) => {
  const checked = checkedOf({ ...definition, cpu, memory });
  expect([checked.cpu, checked.memory]).toEqual([units, mebibytes]);
});

it.each([
  [null, 'got null'],
  ['text', 'got a string'],
  [[], 'got a list'],
  [[{ name: 'app', image: 'nginx' }], 'got a list of container definitions: put it into'],
  [{}, 'got an empty object'],
  [{ a: 1, b: 2 }, 'got an object with a, b'],
  [{ family: 'orders' }, 'got an object with family'],
  [{ containerDefinitions: [{}] }, 'got one without a family: give it one'],
  [{ family: 'orders', containerDefinitions: [] }, 'got orders with no container: add one'],
  [
    { family: 'orders', containerDefinitions: [{}, 3] },
    'containerDefinitions[1] of orders to be an object; got a number',
  ],
  [{ Resources: { Task: { Type: 'AWS::ECS::TaskDefinition' } } }, 'got a CloudFormation template'],
  [{ planned_values: {}, terraform_version: '1.9' }, 'got a plan of Terraform'],
  [{ services: [] }, 'give it with --service'],
  [{ TargetGroups: [] }, 'give it with --target-group'],
  [{ events: [] }, 'got a recording'],
])('says what %j is instead', (value, problem) => {
  const parsed = parseCheckedDefinition(value);
  expect('problem' in parsed && parsed.problem).toContain(problem);
  expect('problem' in parsed && parsed.problem).toMatch(/^expected /);
});

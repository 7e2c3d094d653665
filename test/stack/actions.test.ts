import { asObject } from '../../lib/domain/json';
import { packagedTemplate, statementsIn } from './packaged-template';

const template = packagedTemplate();
const CHANGES = ['ecs:UpdateService', 'ecs:StopServiceDeployment', 'application-autoscaling:RegisterScalableTarget'];

interface Found {
  readonly resource: string;
  readonly statement: Readonly<Record<string, unknown>>;
}

/** Every statement that allows to change a user's services, wherever it stands. */
const changing: readonly Found[] = Object.entries(template.Resources).flatMap(([resource, { Properties = {} }]) => {
  const own = statementsIn(Properties['PolicyDocument']);
  const inline = ((Properties['Policies'] ?? []) as Record<string, unknown>[]).flatMap(({ PolicyDocument }) =>
    statementsIn(PolicyDocument),
  );
  return [...own, ...inline]
    .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().some((one) => CHANGES.includes(String(one))))
    .map((statement) => ({ resource, statement: { ...statement } }));
});

it('lets nothing change a service but the two policies that exist only where that is enforced', () => {
  expect([...new Set(changing.map(({ resource }) => resource))].sort()).toEqual(['ActionsPolicy', 'SchedulesPolicy']);
  const conditionOf = (id: string): unknown =>
    (template.Resources[id] as { Condition?: unknown } | undefined)?.Condition;
  expect([conditionOf('ActionsPolicy'), conditionOf('SchedulesPolicy')]).toEqual([
    'ActionsAreEnforced',
    'SchedulesAreEnforced',
  ]);
});

it('asks for the tag of the service, its cluster and the Region wherever a count may be set', () => {
  const counts = changing.filter(({ statement }) => [statement['Action']].flat().includes('ecs:UpdateService'));
  expect(counts).toHaveLength(3);
  for (const { resource, statement } of counts) {
    const condition = asObject(statement['Condition']) ?? {};
    expect(asObject(condition['StringEquals'])?.['aws:RequestedRegion']).toEqual({ Ref: 'AWS::Region' });
    expect(asObject(condition['ArnLike'])?.['ecs:cluster']).toBeDefined();
    expect(statement['Resource']).not.toBe('*');
    if (resource === 'ActionsPolicy')
      expect(asObject(condition['StringEquals'])?.['aws:ResourceTag/ecs-medic:scale-to-zero']).toBe('allow');
    else
      expect(Object.entries(asObject(condition['StringLike']) ?? {})).toEqual([
        [expect.stringMatching(/^aws:ResourceTag\/ecs-medic:schedule(?:-override)?$/), '?*'],
      ]);
  }
});

it('denies to both roles what would be more than a count', () => {
  for (const role of ['ActOnIncidentsRole', 'ApplySchedulesRole']) {
    const policies = (template.Resources[role]?.Properties['Policies'] ?? []) as Record<string, unknown>[];
    const denied = policies
      .flatMap(({ PolicyDocument }) => statementsIn(PolicyDocument))
      .filter(({ Effect }) => Effect === 'Deny');
    const always = denied.filter(({ Condition }) => Condition === undefined).flatMap(({ Action }) => [Action].flat());
    expect(always).toEqual(
      expect.arrayContaining([
        'ecs:ExecuteCommand',
        'ecs:RunTask',
        'iam:PassRole',
        'sts:AssumeRole',
        'ssm:PutParameter',
      ]),
    );
    expect(denied.find(({ Condition }) => Condition !== undefined)).toMatchObject({
      Action: 'ecs:UpdateService',
      Condition: { StringEqualsIgnoreCase: { 'ecs:enable-execute-command': 'true' } },
    });
  }
});

import { trustOf } from '../../../lib/domain/check/role-trust';

const TASKS = { Service: 'ecs-tasks.amazonaws.com' };
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = { Effect: 'Allow', Principal: TASKS, Action: 'sts:AssumeRole' };

it.each([
  ['the service alone', policy(allow), 'trusted'],
  ['one statement without a list', JSON.stringify({ Statement: allow }), 'trusted'],
  [
    'the service among others',
    policy({ ...allow, Principal: { Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'] } }),
    'trusted',
  ],
  ['every action of STS', policy({ ...allow, Action: ['sts:TagSession', 'sts:*'] }), 'trusted'],
  [
    'a statement with a condition',
    policy({ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }),
    'conditional',
  ],
  [
    'a denial with a condition',
    policy(allow, { ...allow, Effect: 'Deny', Condition: { Bool: { a: 'b' } } }),
    'conditional',
  ],
  ['a denial', policy(allow, { ...allow, Effect: 'Deny' }), 'untrusted'],
  ['another service', policy({ ...allow, Principal: { Service: 'ecs.amazonaws.com' } }), 'untrusted'],
  ['an account', policy({ ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), 'untrusted'],
  ['another action', policy({ ...allow, Action: 'sts:TagSession' }), 'untrusted'],
  ['no statement', JSON.stringify({}), 'untrusted'],
])('reads a trust policy with %s', (_what, text, expected) => {
  expect(trustOf(text)).toBe(expected);
});

it.each(['', 'not JSON', '[]', 'null'])('knows nothing of %j', (text) => {
  expect(trustOf(text)).toBeUndefined();
});

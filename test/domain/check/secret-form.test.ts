import { secretProblem } from '../../../lib/domain/check/secret-form';

const SECRET = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/db-a1B2c3';
const PARAMETER = 'arn:aws:ssm:eu-central-1:111122223333:parameter/orders/db';

it.each([
  SECRET,
  `${SECRET}:password::`,
  `${SECRET}::AWSPREVIOUS:`,
  `${SECRET}:::9d4cb84b-ad69-40c0-a0ab-cead3EXAMPLE`,
  SECRET.replace('arn:aws:', 'arn:aws-us-gov:').replace('eu-central-1', 'us-gov-west-1'),
  PARAMETER,
  'arn:aws:ssm:eu-central-1:111122223333:parameter/orders-db',
  '/orders/db',
  'orders.db_password-1',
  '/aws/reference/secretsmanager/orders',
  '/orders/db:3',
])('takes %s', (valueFrom) => {
  expect(secretProblem(valueFrom)).toBeUndefined();
});

it.each([
  ['', 'it is empty'],
  [`${SECRET}:password`, '1 of the 3 colons'],
  [`${SECRET}:password:`, '2 of the 3 colons'],
  [`${SECRET}:password:::`, '4 of the 3 colons'],
  [SECRET.replace(':secret:', ':'), 'it lacks :secret:'],
  [SECRET.replace('111122223333', '1111'), 'account 1111 has not 12 digits'],
  [SECRET.replace('111122223333', ''), 'its account is missing'],
  [SECRET.replace('eu-central-1', ''), 'its Region is missing'],
  [SECRET.replace('eu-central-1', 'eu-central-1a'), 'eu-central-1a is no Region'],
  [SECRET.replace('orders/db-a1B2c3', ''), 'it lacks the name of the secret'],
  [PARAMETER.replace('parameter/', 'parameter//'), 'two slashes after parameter'],
  [PARAMETER.replace('parameter/', 'parameter:'), 'it lacks parameter/'],
  ['arn:aws:ssm:eu-central-1:111122223333:parameter/', 'it lacks the name of the parameter'],
  ['arn:aws:s3:::bucket/key', 'an ARN of s3'],
  ['arn:', 'an ARN of nothing'],
  ['arn:aws:ssm:${Region}:111122223333:parameter/x', '${Region} in it was never replaced'],
  ['<secret-arn>', '<secret-arn> in it was never replaced'],
  ['orders db', 'it has a blank in it'],
  ['ssm:/orders/db', 'neither an ARN nor the name of a parameter'],
  ['secretsmanager:orders', 'neither an ARN nor the name of a parameter'],
])('refuses %s', (valueFrom, problem) => {
  expect(secretProblem(valueFrom)).toContain(problem);
});

import { type Question, RefusedError, refusalOf, ThrottledError } from '../../lib/aws/refusals';
import { awsError } from './answering-account';

const question: Question = { action: 'logs:GetLogEvents', about: 'log stream ecs/app/0123 of /ecs/orders' };
const wordsFor = (error: unknown): string | undefined => refusalOf(error, question, 'explain-incidents')?.message;

const USER = 'User: arn:aws-cn:sts::111122223333:assumed-role/medic-explain/medic is not authorized to perform:';
const STREAM = 'arn:aws-cn:logs:cn-north-1:111122223333:log-group:/ecs/orders:log-stream:ecs/app/0123';

it('names the permission to add, with the resource that AWS names, in any partition', () => {
  const error = awsError(
    'AccessDeniedException',
    `${USER} logs:GetLogEvents on resource: ${STREAM} because no identity-based policy allows the logs:GetLogEvents action`,
  );
  expect(wordsFor(error)).toBe(`not allowed: add logs:GetLogEvents on ${STREAM} to the role of explain-incidents`);
});

it('names the permission that AWS names, not the one of the call: a key may be what is missing', () => {
  const error = awsError(
    'AccessDeniedException',
    `${USER} kms:Decrypt on resource: arn:aws:kms:eu-central-1:111122223333:key/1 because no identity-based policy allows the kms:Decrypt action`,
  );
  expect(wordsFor(error)).toBe(
    'not allowed: add kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/1 to the role of explain-incidents',
  );
});

it('tells an explicit denial and a service control policy from a missing permission', () => {
  expect(
    wordsFor(
      awsError('AccessDenied', `${USER} logs:GetLogEvents on resource: ${STREAM} with an explicit deny in a policy`),
    ),
  ).toBe(`not allowed: a policy explicitly denies logs:GetLogEvents on ${STREAM} to the role of explain-incidents`);
  expect(
    wordsFor(
      awsError(
        'AccessDeniedException',
        `${USER} logs:GetLogEvents on resource: ${STREAM} because no service control policy allows the logs:GetLogEvents action`,
      ),
    ),
  ).toBe(
    `not allowed: add logs:GetLogEvents on ${STREAM} to the service control policy of the role of explain-incidents`,
  );
});

it('falls back to what was asked where AWS gives no detail', () => {
  expect(wordsFor(awsError('AccessDeniedException', ''))).toBe(
    'not allowed: add logs:GetLogEvents on log stream ecs/app/0123 of /ecs/orders to the role of explain-incidents',
  );
});

it.each([
  awsError('ThrottlingException', 'Rate exceeded'),
  awsError('Throttling', 'Rate exceeded'),
  awsError('TooManyRequestsException', 'Rate exceeded'),
  awsError('RequestLimitExceeded', 'Rate exceeded'),
  awsError('SomethingElse', 'Rate exceeded', 429),
  Object.assign(new Error('Rate exceeded'), { $retryable: { throttling: true } }),
])('knows $name as throttling', (error) => {
  const refusal = refusalOf(error, question, 'keep-watch');
  expect(refusal).toBeInstanceOf(ThrottledError);
  expect(refusal?.name).toBe('Throttled');
  expect(refusal?.message).toBe('AWS throttled logs:GetLogEvents: Rate exceeded');
  expect(refusal?.cause).toBe(error);
});

it('tells time, network and credentials apart', () => {
  expect(wordsFor(Object.assign(new Error('Request aborted'), { name: 'AbortError' }))).toBe(
    'logs:GetLogEvents gave no answer in time',
  );
  expect(wordsFor(Object.assign(new Error('x'), { name: 'TimeoutError' }))).toBe(
    'logs:GetLogEvents gave no answer in time',
  );
  expect(wordsFor(Object.assign(new Error('getaddrinfo ENOTFOUND logs'), { code: 'ENOTFOUND' }))).toBe(
    'logs:GetLogEvents could not be reached: ENOTFOUND',
  );
  expect(wordsFor(awsError('ExpiredTokenException', 'The security token is expired'))).toBe(
    'AWS refused the credentials for logs:GetLogEvents: ExpiredTokenException: The security token is expired',
  );
});

it('quotes any other answer of AWS on one bounded line', () => {
  expect(wordsFor(awsError('ServerException', `broken\r\n${'x'.repeat(100_000)}`, 500))?.length).toBeLessThan(450);
  expect(wordsFor(awsError('InvalidParameterException', ' bad\n\tname '))).toBe(
    'logs:GetLogEvents on log stream ecs/app/0123 of /ecs/orders was refused: InvalidParameterException: bad name',
  );
  expect(refusalOf(awsError('ServiceNotFoundException', 'x'), question, 'r')?.kind).toBe('missing');
  // What the SDK could not read of an answer.
  const unreadable = Object.assign(new SyntaxError('Unexpected token <'), { $metadata: { httpStatusCode: 502 } });
  expect(refusalOf(unreadable, question, 'r')?.kind).toBe('failed');
});

it('leaves faults of our own alone', () => {
  for (const fault of [
    new TypeError('x is not a function'),
    new Error('plain'),
    new RangeError('y'),
    'text',
    undefined,
  ])
    expect(refusalOf(fault, question, 'r')).toBeUndefined();
  // The SDK marks what passes through it.
  expect(
    refusalOf(Object.assign(new TypeError('x is undefined'), { $metadata: { attempts: 1 } }), question, 'r'),
  ).toBeUndefined();
  expect(refusalOf(Object.assign(new Error('no file'), { code: 'ENOENT' }), question, 'r')).toBeUndefined();
});

it('keeps a refusal that was put into words already', () => {
  const refusal = new RefusedError('missing', 'not there');
  expect(refusalOf(refusal, question, 'r')).toBe(refusal);
});

import { casesOf, deep, FIRST, HOSTILE_ARN, type HostileCase, stopBody, stopEvent } from './hostile-case';

const whole = stopBody();
/** Places a member by hand, where an object would hold it only once or not at all. */
const withMember = (member: string): string => whole.replace('"detail":{', `"detail":{${member},`);

/** 1–17: what arrives where an event is awaited. The queue carries events as EventBridge sends them. */
export const envelopeCases: readonly HostileCase[] = [
  ...casesOf(1, 'comes-back', {
    'no JSON': 'Task stopped',
    'cut in the middle': whole.slice(0, whole.length / 2),
    'cut at 1 MB': `{"source":"aws.ecs","detail":{"stoppedReason":"${'x'.repeat(1_048_576 - 46)}`,
  }),
  ...casesOf(2, 'comes-back', {
    nothing: '',
    null: 'null',
    'an empty array': '[]',
    'a text': '"str"',
    'a number': '42',
    true: 'true',
  }),
  ...casesOf(3, 'counted', { 'a byte-order mark': `\ufeff${whole}`, 'blanks around it': `\r\n \t${whole}\n\n` }),
  ...casesOf(3, 'comes-back', { 'a NUL behind it': `${whole}\0`, 'two byte-order marks': `\ufeff\ufeff${whole}` }),
  ...casesOf(4, 'counted', {
    'half a pair in a reason': stopBody({ stoppedReason: 'Task failed to start \ud800' }),
    'half a pair in the name of the family': stopBody({
      startedBy: '\udc00',
      taskDefinitionArn: `${HOSTILE_ARN}\ud800:1`,
    }),
    'half a pair as raw UTF-8': whole.replace('Task failed to start', 'Task failed \ufffd\ufffd to start'),
  }),
  ...casesOf(5, 'counted', { 'the status twice': withMember('"lastStatus":"RUNNING"') }),
  ...casesOf(6, 'comes-back', {
    'a million arrays': deep(500_000),
    'objects without end': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    'deep within an event': stopBody({ attributes: 'DEEP' }).replace('"DEEP"', deep(100_000)),
    'deep where a text is awaited': stopBody({ attachments: [{ type: 'DEEP' }] }).replace('"DEEP"', deep(100_000)),
  }),
  ...casesOf(6, 'counted', { 'as deep as it may be': stopBody({ overrides: 'DEEP' }).replace('"DEEP"', deep(60)) }),
  ...casesOf(8, 'counted', {
    __proto__: withMember('"__proto__":{"lastStatus":"RUNNING","stopCode":"UserInitiated"}'),
    constructor: withMember(
      '"constructor":{"prototype":{"source":"x"}},"toString":1,"valueOf":null,"hasOwnProperty":7',
    ),
    'a container of that name': stopBody({ containers: [{ name: '__proto__', exitCode: 1 }, { name: 'constructor' }] }),
    'objects that cannot become a text': stopBody({
      attachments: [{ type: { toString: 1, valueOf: 1 }, details: 7 }],
      attributes: [{ name: { toString: null } }],
    }),
  }),
  ...casesOf(9, 'comes-back', {
    'a record of SNS': JSON.stringify({ Records: [{ Sns: { Message: whole } }] }),
    'a notification of SNS': JSON.stringify({ Type: 'Notification', TopicArn: 'arn:aws:sns:x:1:t', Message: whole }),
    'SNS within SQS': JSON.stringify({ Records: [{ body: JSON.stringify({ TopicArn: 'a', Message: whole }) }] }),
  }),
  ...casesOf(10, 'comes-back', {
    'a batch of SQS': JSON.stringify({ Records: [{ messageId: 'a', body: whole }] }),
    'a message of SQS': JSON.stringify({ messageId: 'a', body: whole, attributes: { ERROR_CODE: 'NO_PERMISSIONS' } }),
    'an array of a pipe': JSON.stringify([stopEvent()]),
    'what Lambda sends to a destination': JSON.stringify({
      requestContext: { condition: 'RetriesExhausted' },
      requestPayload: stopEvent(),
    }),
  }),
  ...casesOf(10, 'counted', { 'a message that was in the dead-letter queue': whole }),
  ...casesOf(11, 'comes-back', {
    'a text of an input transformer': '"Task bad0 of web stopped"',
    'an object of an input transformer': JSON.stringify({ detail: stopEvent()['detail'] }),
    'an event without its type': stopBody({}, { 'detail-type': undefined }),
  }),
  ...casesOf(12, 'comes-back', {
    'an encrypted event': JSON.stringify({
      version: '0',
      'detail-type': 'Encrypted Events',
      source: 'aws.events',
      detail: { 'encrypted-payload': 'AYADeA…' },
    }),
  }),
  ...casesOf(13, 'left-alone', {
    'a call in CloudTrail': stopBody({ eventName: 'UpdateService' }, { 'detail-type': 'AWS API Call via CloudTrail' }),
  }),
  ...casesOf(14, 'kept', { 'an event of an archive': stopBody({}, { 'replay-name': 'again' }) }),
  ...casesOf(15, 'left-alone', {
    'an event of a schedule': stopBody({}, { source: 'aws.scheduler', 'detail-type': 'Scheduled Event' }),
    'an event of EC2': stopBody({}, { source: 'aws.ec2' }),
    'an event of somebody': stopBody({}, { source: 'my.ecs' }),
  }),
  ...casesOf(16, 'left-alone', {
    'a blank behind the source': stopBody({}, { source: 'aws.ecs ' }),
    'a Cyrillic source': stopBody({}, { source: '\u0430ws.ecs' }),
    'a list of sources': stopBody({}, { source: ['aws.ecs'] }),
  }),
  ...casesOf(17, 'left-alone', {
    'a sample of the console': JSON.stringify({ key1: 'value1', key2: 'value2' }),
    'an empty object': '{}',
  }),
  ...casesOf(17, 'comes-back', { 'a ping': 'ping' }),
];

/** 7: the largest event there is. */
export const LARGEST = stopBody({
  containers: Array.from({ length: 500 }, (_, index) => ({
    name: `container-${index}`,
    image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/${'i'.repeat(150)}:${index}`,
    exitCode: index % 3 === 0 ? 1 : 0,
    reason: `Error: dial tcp 10.0.0.${index % 256}:5432: connect: connection refused ${'KeyError: '.repeat(165)}`,
    lastStatus: 'STOPPED',
  })),
});

export const RECORDED = JSON.stringify(FIRST);

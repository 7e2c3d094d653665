import { matchesPattern } from './event-pattern';

/** The example of the EventBridge guide. */
const ec2 = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '111122223333',
  time: '2017-12-22T18:43:48Z',
  region: 'us-west-1',
  resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0'],
  detail: { 'instance-id': 'i-1234567890abcdef0', state: 'terminated' },
};

it.each([
  ['a value of the list', { source: ['aws.ec2'], detail: { state: ['stopped', 'terminated'] } }, ec2, true],
  ['no value of the list', { detail: { state: ['stopped'] } }, ec2, false],
  ['every field must match', { source: ['aws.s3'], detail: { state: ['terminated'] } }, ec2, false],
  ['one item of a list in the event', { resources: ['b'] }, { resources: ['a', 'b'] }, true],
  ['a field that is absent', { detail: { color: ['red'] } }, ec2, false],
  ['a number is no text', { n: ['5'] }, { n: 5 }, false],
  ['numbers by their value', { n: [300] }, { n: 3.0e2 }, true],
  ['false', { agentConnected: [false] }, { agentConnected: false }, true],
  ['null', { responseElements: [null] }, { responseElements: null }, true],
  ['null is not absent', { responseElements: [null] }, {}, false],
  ['an empty text', { eventVersion: [''] }, { eventVersion: '' }, true],
  ['a prefix', { region: [{ prefix: 'us-' }] }, ec2, true],
  ['a prefix of another', { region: [{ prefix: 'eu-' }] }, ec2, false],
  [
    'a prefix of any case',
    { service: { name: [{ prefix: { 'equals-ignore-case': 'EventB' } }] } },
    { service: { name: 'EVENTBRIDGE' } },
    true,
  ],
  ['a suffix', { file: [{ suffix: '.png' }] }, { file: 'a.png' }, true],
  ['a suffix of a number', { file: [{ suffix: '1' }] }, { file: 1 }, false],
  ['any case', { 'detail-type': [{ 'equals-ignore-case': 'ec2 instance State-change Notification' }] }, ec2, true],
  ['a wildcard', { bucket: [{ wildcard: 'dir/*.png' }] }, { bucket: 'dir/a/b.png' }, true],
  ['a wildcard elsewhere', { bucket: [{ wildcard: 'dir/*.png' }] }, { bucket: 'x/dir/a.png' }, false],
  ['anything but a text', { detail: { state: [{ 'anything-but': 'initializing' }] } }, ec2, true],
  ['anything but a list', { detail: { state: [{ 'anything-but': ['stopped', 'terminated'] }] } }, ec2, false],
  ['anything but a number', { limit: [{ 'anything-but': [100, 200] }] }, { limit: 300 }, true],
  ['anything but a prefix', { detail: { state: [{ 'anything-but': { prefix: 'term' } }] } }, ec2, false],
  ['anything but a list of suffixes', { f: [{ 'anything-but': { suffix: ['.txt', '.rtf'] } }] }, { f: 'a.txt' }, false],
  ['anything but, of what is absent', { detail: { color: [{ 'anything-but': ['red'] }] } }, ec2, false],
  ['anything but, of a list with another item', { s: [{ 'anything-but': ['a'] }] }, { s: ['a', 'b'] }, true],
  ['a range', { c: [{ numeric: ['>', 0, '<=', 5] }] }, { c: 5 }, true],
  ['beyond a range', { c: [{ numeric: ['>', 0, '<=', 5] }] }, { c: 0 }, false],
  ['a number as text', { c: [{ numeric: ['=', 5] }] }, { c: '5' }, false],
  ['a field that exists', { detail: { state: [{ exists: true }] } }, ec2, true],
  ['a field that must not exist', { detail: { state: [{ exists: false }] } }, ec2, false],
  ['a missing field that must not exist', { detail: { 'c-count': [{ exists: false }] } }, ec2, true],
  ['a field that exists or has a value', { detail: { state: [{ exists: false }, 'terminated'] } }, ec2, true],
  [
    'objects in a list',
    { containers: { exitCode: [{ 'anything-but': 0 }] } },
    { containers: [{ exitCode: 0 }, { exitCode: 1 }] },
    true,
  ],
  ['fields of two objects in a list', { c: { a: [1], b: [2] } }, { c: [{ a: 1 }, { b: 2 }] }, false],
])('%s', (_name, pattern, event, expected) => {
  expect(matchesPattern(event, pattern)).toBe(expected);
});

describe('$or, as the guide has it', () => {
  const pattern = {
    source: ['aws.ec2'],
    detail: {
      $or: [
        { 'c-count': [{ numeric: ['>', 0, '<=', 5] }] },
        { 'd-count': [{ numeric: ['<', 10] }] },
        { 'x-limit': [{ numeric: ['=', 3.018e2] }] },
      ],
    },
  };
  it.each([
    [{ 'c-count': 3, 'd-count': 20 }, true],
    [{ 'd-count': 9 }, true],
    [{ 'x-limit': 301.8 }, true],
    [{ 'c-count': 6, 'd-count': 10, 'x-limit': 0 }, false],
    [{}, false],
  ])('%j', (detail, expected) => {
    expect(matchesPattern({ source: 'aws.ec2', detail }, pattern)).toBe(expected);
    expect(matchesPattern({ source: 'aws.s3', detail }, pattern)).toBe(false);
  });
});

it('refuses what it does not know', () => {
  expect(() => matchesPattern({ ip: '10.0.0.1' }, { ip: [{ cidr: '10.0.0.0/24' }] })).toThrow('cidr');
  expect(() => matchesPattern({ n: 1 }, { n: [{ numeric: ['!', 1] }] })).toThrow('!');
  expect(() => matchesPattern({ n: 1 }, { n: 1 })).toThrow('expected a pattern');
});

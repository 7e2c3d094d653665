import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { foreign, recording, tagNotFound } from './example-events';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const json = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const verdictsOf = async (input: string | Uint8Array) => {
  const { stdout, stderr, code } = await cli.run(['replay', '-', '--format', 'jsonl'], { input });
  return { verdicts: json(stdout), errors: json(stderr), code };
};

const lines = (...values: readonly unknown[]): string => `${values.map((value) => JSON.stringify(value)).join('\n')}\n`;

describe('replay --format jsonl', () => {
  it('prints one verdict a recording, in their order, with the fields of the contract', async () => {
    const { verdicts, errors, code } = await verdictsOf(
      lines(recording('one', tagNotFound()), recording('two', foreign)),
    );
    expect(verdicts.map(({ id, cause, incident }) => [id, cause, incident])).toEqual([
      ['one', 'image-tag-not-found', true],
      ['two', null, false],
    ]);
    expect(Object.keys(verdicts[0] ?? {})).toEqual([
      'id',
      'cause',
      'incident',
      'confidence',
      'variables',
      'candidates',
      'quotes',
      'summary',
      'next',
    ]);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
  });

  it('takes all bare events of one input for one world', async () => {
    const { verdicts } = await verdictsOf(lines(foreign, tagNotFound('a'.repeat(32)), tagNotFound('b'.repeat(32))));
    expect(verdicts.map(({ id, cause }) => [id, cause])).toEqual([['stdin', 'image-tag-not-found']]);
  });

  it('tells the recordings of a mixed input one by one, then the bare events together', async () => {
    const { verdicts } = await verdictsOf(
      lines(tagNotFound(), recording('one', foreign), foreign, recording('two', tagNotFound())),
    );
    expect(verdicts.map(({ id, cause }) => [id, cause])).toEqual([
      ['one', null],
      ['two', 'image-tag-not-found'],
      ['stdin', 'image-tag-not-found'],
    ]);
  });

  it.each([
    ['an array of events', JSON.stringify([tagNotFound(), foreign]), ['stdin']],
    [
      'an array of recordings',
      JSON.stringify([recording('a', tagNotFound()), recording('b', tagNotFound())]),
      ['a', 'b'],
    ],
    [
      'pretty-printed objects, one after the other',
      [recording('a', tagNotFound()), recording('b', tagNotFound())]
        .map((one) => JSON.stringify(one, null, 2))
        .join('\n'),
      ['a', 'b'],
    ],
    [
      'objects on one line',
      `${JSON.stringify(recording('a', tagNotFound()))} ${JSON.stringify(recording('b', tagNotFound()))}`,
      ['a', 'b'],
    ],
    ['CRLF', lines(recording('a', tagNotFound()), recording('b', tagNotFound())).replaceAll('\n', '\r\n'), ['a', 'b']],
    ['UTF-8 with a byte-order mark', `\ufeff${lines(recording('a', tagNotFound()))}`, ['a']],
    ['UTF-16, little end first', Buffer.from(`\ufeff${lines(recording('ä', tagNotFound()))}`, 'utf16le'), ['ä']],
    ['UTF-16, big end first', Buffer.from(`\ufeff${lines(recording('ä', tagNotFound()))}`, 'utf16le').swap16(), ['ä']],
    ['UTF-16 without a byte-order mark', Buffer.from(lines(recording('a', tagNotFound())), 'utf16le'), ['a']],
    ['gzip', gzipSync(lines(recording('a', tagNotFound()))), ['a']],
    [
      'gzip in two members',
      Buffer.concat([gzipSync(lines(recording('a', tagNotFound()))), gzipSync(lines(recording('b', tagNotFound())))]),
      ['a', 'b'],
    ],
    [
      'a Lambda batch of SQS messages',
      JSON.stringify({ Records: [{ messageId: '1', body: JSON.stringify(tagNotFound()) }] }),
      ['stdin'],
    ],
    [
      'SNS in SQS',
      JSON.stringify({
        Records: [
          {
            body: JSON.stringify({
              Type: 'Notification',
              TopicArn: 'arn:aws:sns:eu-west-1:111122223333:t',
              Message: JSON.stringify(tagNotFound()),
            }),
          },
        ],
      }),
      ['stdin'],
    ],
    [
      'an SNS event of Lambda',
      JSON.stringify({ Records: [{ Sns: { Message: JSON.stringify(tagNotFound()) } }] }),
      ['stdin'],
    ],
    ['a Lambda destination', JSON.stringify({ requestContext: {}, requestPayload: tagNotFound() }), ['stdin']],
    [
      'received messages of a queue',
      JSON.stringify({ Messages: [{ Body: JSON.stringify(tagNotFound()) }] }),
      ['stdin'],
    ],
    ['an answer of DescribeTasks', JSON.stringify({ tasks: [tagNotFound().detail], failures: [] }), ['stdin']],
  ])('reads %s', async (_, input, ids) => {
    const { verdicts, errors, code } = await verdictsOf(input);
    expect(verdicts.map(({ id, cause }) => [id, cause])).toEqual(ids.map((id) => [id, 'image-tag-not-found']));
    expect(errors).toEqual([]);
    expect(code).toBe(0);
  });

  it('names file and line of what is broken, and prints its neighbours', async () => {
    const good = (id: string) => JSON.stringify(recording(id, tagNotFound()));
    const path = cli.write(
      'broken.jsonl',
      [
        good('one'),
        '{"id":"cut","events":[{"version":"0",',
        good('two'),
        '',
        '{"id":"list","events":[',
        good('three'),
        '42',
        '{"other":1}',
        good('four'),
        '{"id":"end',
      ].join('\n'),
    );
    const { stdout, stderr, code } = await cli.run(['replay', path, '--format', 'jsonl']);
    expect(json(stdout).map(({ id }) => id)).toEqual(['one', 'two', 'three', 'four']);
    const errors = json(stderr);
    expect(errors.map(({ line }) => line)).toEqual([2, 5, 7, 8, 10]);
    for (const { line, error } of errors) expect(error).toContain(`${path}:${line}: `);
    expect(errors[2]?.['error']).toContain('expected a recording or an EventBridge event, got 42');
    expect(code).toBe(2);
  });

  it('tells of a pretty-printed object that is broken once, and reads the next', async () => {
    const good = JSON.stringify(recording('good', tagNotFound()), null, 2);
    const bad = JSON.stringify(recording('bad', tagNotFound()), null, 2).replace('"version": "0",', '"version": "0"');
    const { verdicts, errors } = await verdictsOf(`${bad}\n${good}\n`);
    expect(verdicts.map(({ id }) => id)).toEqual(['good']);
    expect(errors.map(({ line }) => line)).toEqual([1]);
    expect(errors[0]?.['error']).toContain('(line 6)');
  });

  it('tells of every bare event that cannot be used, with its line', async () => {
    const { verdicts, errors, code } = await verdictsOf(lines(tagNotFound(), { ...tagNotFound(), detail: null }));
    expect(verdicts.map(({ cause }) => cause)).toEqual(['image-tag-not-found']);
    expect(errors).toEqual([
      { id: 'stdin', line: 2, error: 'standard input:2: event 2: expected detail to be an object, got object' },
    ]);
    expect(code).toBe(2);
  });

  it.each([
    ['empty input', ''],
    ['null', 'null'],
    ['a string', '"text"'],
    ['an empty array', '[]'],
    ['text that is no JSON', 'hello'],
    ['an object that is neither', '{}'],
    ['a body that is no JSON', JSON.stringify({ Records: [{ body: 'ping' }] })],
    ['too many envelopes', JSON.stringify([[[[[tagNotFound()]]]]])],
    ['nesting of 100,000 levels', `{"id":"deep","events":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`],
    ['gzip that is cut', gzipSync(lines(recording('a', tagNotFound()))).subarray(0, 60)],
  ])('says what is wrong with %s, and ends with 2', async (_, input) => {
    const { verdicts, errors, code } = await verdictsOf(input);
    expect(verdicts).toEqual([]);
    expect(errors.map(({ line, error }) => [line, typeof error])).toEqual([[1, 'string']]);
    expect(code).toBe(2);
  });

  it('names a level of nesting that is too deep as the reason', async () => {
    const { errors } = await verdictsOf(`{"id":"deep","events":${'['.repeat(80)}${']'.repeat(80)}}`);
    expect(errors[0]?.['error']).toBe('standard input:1: nested deeper than 64 levels');
  });

  it('ends with 1 for incidents only when asked to', async () => {
    const input = lines(tagNotFound());
    expect((await cli.run(['replay', '-', '--format', 'jsonl', '--exit-code'], { input })).code).toBe(1);
    expect((await cli.run(['replay', '-', '--format', 'jsonl', '--exit-code'], { input: lines(foreign) })).code).toBe(
      0,
    );
    expect((await cli.run(['replay', '-', '--format', 'text', '--exit-code'], { input })).code).toBe(1);
  });

  it('hides secrets in its texts and never a name', async () => {
    const secret = ['hunter', '2secret'].join('');
    const event = tagNotFound();
    const reason = `${event.detail.taskArn} CannotPullContainerError: failed to resolve ref registry.example.com/app:1: postgres://app:${secret}@db/app: not found`;
    const { stdout } = await cli.run(['replay', '-', '--format', 'jsonl'], {
      input: lines({ ...event, detail: { ...event.detail, containers: [{ name: 'app', reason }] } }),
    });
    expect(stdout).toContain('"cause":"image-');
    expect(stdout).not.toContain(secret);
  });
});

it('is a file that can be run by its name', () => {
  expect(execFileSync(cli.bundle, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('replay of files and folders', () => {
  it('reads folders from top to bottom, only files that hold JSON, and no circle of links twice', async () => {
    const folder = join(cli.folder, 'tree');
    mkdirSync(join(folder, 'b'), { recursive: true });
    writeFileSync(join(folder, 'b', 'two.json'), JSON.stringify(tagNotFound()));
    writeFileSync(join(folder, 'a-one.jsonl'), lines(recording('one', tagNotFound())));
    writeFileSync(join(folder, 'c.json.gz'), gzipSync(JSON.stringify(tagNotFound())));
    writeFileSync(join(folder, 'README.md'), 'not JSON');
    symlinkSync('..', join(folder, 'b', 'up'));
    const { stdout, stderr, code } = await cli.run(['replay', folder, '--format', 'jsonl']);
    expect(json(stdout).map(({ id }) => id)).toEqual(['one', 'two.json', 'c.json.gz']);
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('goes on after a file that is not there, and names it', async () => {
    const path = cli.write('good.json', JSON.stringify(tagNotFound()));
    const { stdout, stderr, code } = await cli.run(['replay', 'no\nsuch.json', path, '--format', 'jsonl']);
    expect(json(stdout).map(({ id }) => id)).toEqual(['good.json']);
    expect(stderr).toContain('no such file or folder');
    expect(code).toBe(2);
    const asText = await cli.run(['replay', 'no\nsuch.json']);
    expect(asText.stderr).toBe('ecs-medic: no\\x0asuch.json: no such file or folder\n');
  });

  it('tells a person of five bad lines of a file, and a program of all of them', async () => {
    const path = cli.write('notes.txt', 'not JSON\n'.repeat(40));
    const { stderr } = await cli.run(['replay', path]);
    expect(stderr.split('\n').slice(4)).toEqual([
      expect.stringContaining('notes.txt:5: not valid JSON'),
      expect.stringContaining('notes.txt: 35 more lines of it cannot be used'),
      '',
    ]);
    expect(json((await cli.run(['replay', path, '--format', 'jsonl'])).stderr)).toHaveLength(40);
  });

  it('ends with 2 and a hint when it is used wrongly', async () => {
    for (const args of [['replay'], ['replay', 'x.json', '--format', 'xml'], ['bogus'], ['replay', '--nope', 'x']]) {
      const { code, stdout, stderr } = await cli.run(args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('error: ');
    }
  });

  it('says its version and its help with exit code 0', async () => {
    const version = await cli.run(['--version']);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(version.code).toBe(0);
    const help = await cli.run(['replay', '--help']);
    expect(help.stdout).toContain('--exit-code');
    expect(help.code).toBe(0);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const path = cli.write(
      'many.jsonl',
      lines(...Array.from({ length: 3000 }, (_, index) => recording(`r${index}`, tagNotFound()))),
    );
    const child = spawn('sh', [
      '-c',
      `"$0" "$1" replay "$2" --format jsonl | head -n 1`,
      process.execPath,
      cli.bundle,
      path,
    ]);
    const parts: string[] = [];
    const errors: string[] = [];
    child.stdout.on('data', (chunk) => parts.push(String(chunk)));
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    await new Promise((resolve) => child.on('close', resolve));
    expect(json(parts.join('')).map(({ id }) => id)).toEqual(['r0']);
    expect(errors).toEqual([]);
  });

  it('loads no AWS SDK', async () => {
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(cli.bundle, 'utf8')).not.toMatch(/@aws-sdk|smithy/);
  });
});

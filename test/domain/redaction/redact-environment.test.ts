import { redactEnvironment } from '../../../lib/domain/redaction/redact-environment';

test('names stay in their order and no value gets through', () => {
  const pairs = [
    { name: 'PORT', value: '8080' },
    { name: 'DB_PASSWORD', value: 'x' },
    { name: 'EMPTY', value: '' },
    { name: 'UNSET' },
  ];
  expect(redactEnvironment(pairs)).toEqual([
    { name: 'PORT' },
    { name: 'DB_PASSWORD' },
    { name: 'EMPTY' },
    { name: 'UNSET' },
  ]);
});

test('a token in the place of a name is redacted', () => {
  const token = ['gh', 'p_'].join('') + 'a1B2'.repeat(9);
  expect(redactEnvironment([{ name: token, value: '' }])).toEqual([{ name: '[redacted:github-token]' }]);
});

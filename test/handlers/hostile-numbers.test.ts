import { accountCases } from './hostile/account-cases';
import { containerCases } from './hostile/container-cases';
import { envelopeCases } from './hostile/envelope-cases';
import { identityCases } from './hostile/identity-cases';
import { logCases } from './hostile/log-cases';

/** Which bad input is tried where. Each message stands between two good ones. */
const numbersOf = (cases: readonly { readonly number: number }[]): readonly number[] =>
  cases.map(({ number }) => number);
const TRIED: Readonly<Record<string, readonly number[]>> = {
  'hostile-input.test.ts': [
    ...numbersOf([...envelopeCases, ...identityCases, ...containerCases]),
    7,
    18,
    19,
    20,
    32,
    37,
  ],
  'hostile-evidence.test.ts': numbersOf([...logCases, ...accountCases]),
  'hostile-answers.test.ts': [78, 79, 81, 82],
};
/** What can reach none of the four functions, and why. */
const LEFT_OUT: Readonly<Record<number, string>> = {
  83: 'no function takes calls of Slack: there are no signatures to check',
  84: 'no function takes calls of Slack: there is nothing to send twice',
  85: 'no function has an address: there are no bodies of HTTP',
  86: 'no message holds a link that acts',
  87: 'nobody can ask the functions for anything through Slack',
  88: 'settings are read before the first message: test/settings',
  89: 'files are read by the command line: test/cli',
  90: 'names of files are read by the command line: test/cli',
};

it('tries every bad input from 1 to 90 that can reach a function, and says why it leaves the others out', () => {
  const tried = new Set(Object.values(TRIED).flat());
  const leftOut = Object.keys(LEFT_OUT).map(Number);
  expect(leftOut.filter((number) => tried.has(number))).toEqual([]);
  const all = Array.from({ length: 90 }, (_, index) => index + 1);
  expect(all.filter((number) => !tried.has(number) && !leftOut.includes(number))).toEqual([]);
});

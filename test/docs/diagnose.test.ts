import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIAGNOSE_ACTIONS, reasonFor } from '../../lib/app/diagnose-policy';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'diagnose.md'), 'utf8');
const rows = page
  .split('\n')
  .flatMap(
    (line) => /^\| `((?:ecs|logs|elasticloadbalancing):\w+)` +\| (.+?) +\|$/.exec(line)?.slice(1, 3).join(': ') ?? [],
  );

it('the page of diagnose has a row for each action of its policy, with the same reason', () => {
  expect(rows).toEqual(DIAGNOSE_ACTIONS.map((action) => `${action}: ${reasonFor(action)}`));
});

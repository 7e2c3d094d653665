import { carryOut } from '../../lib/app/carry-out';
import { rehearse } from '../../lib/app/rehearse';
import { eventRules } from '../../lib/domain/event-rules';
import { attend } from '../../lib/domain/incident/attend';
import { unchanged } from '../../lib/domain/incident/change';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { rules } from '../../lib/domain/rules';
import { memoryStage } from '../../lib/memory/memory-stage';
import { recordedCases } from '../recorded-cases';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };
const DAY = 86_400_000;

it('leaves no record due again at once after it was attended to, for days after every recording', async () => {
  const hot: unknown[] = [];
  for (const { name, recording } of recordedCases()) {
    const stage = memoryStage(recording);
    let late = 0;
    let attended = 0;
    const watched = {
      ...stage,
      async readDue(now: number, most: number) {
        const due = await stage.readDue(now, most);
        attended += due.length;
        late += due.filter(({ at }) => at < now - 59_000).length;
        return due;
      },
    };
    const { incidents } = await rehearse(recording, watched, policy, { ...policy, rules: eventRules }, 3 * DAY);
    if (late > 0 || attended > 12 * Math.max(1, incidents.length)) hot.push([name, late, attended, incidents.length]);
  }
  expect(hot).toEqual([]);
  expect([carryOut, attend, unchanged]).toBeDefined();
}, 300_000);

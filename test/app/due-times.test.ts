import { rehearse } from '../../lib/app/rehearse';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { rules } from '../../lib/domain/rules';
import { memoryStage } from '../../lib/memory/memory-stage';
import { recordedCases } from '../recorded-cases';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };
const MINUTE = 60_000;
const DAYS = 3;
/** A silence that no sweep looks at any more comes up every hour; everything else a few times. */
const MOST_ATTENDED = DAYS * 24 + 12;

it('attends to a record when something changes, not every minute, for days after every recording', async () => {
  const restless: unknown[] = [];
  for (const { name, recording } of recordedCases()) {
    const stage = memoryStage(recording);
    let attended = 0;
    let overdue = 0;
    const watched = {
      ...stage,
      async readDue(now: number, most: number) {
        const due = await stage.readDue(now, most);
        attended += due.length;
        overdue += due.filter(({ at }) => at <= now - MINUTE).length;
        return due;
      },
    };
    const { incidents } = await rehearse(
      recording,
      watched,
      policy,
      { ...policy, rules: eventRules },
      DAYS * 24 * 60 * MINUTE,
    );
    if (overdue > 0 || attended > MOST_ATTENDED * Math.max(1, incidents.length))
      restless.push({ name, attended, overdue });
  }
  expect(restless).toEqual([]);
}, 60_000);

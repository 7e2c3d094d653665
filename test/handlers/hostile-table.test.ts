import { tableStore } from '../../lib/aws/table-store';
import { parseEcsEvent } from '../../lib/domain/ecs-events/parse-ecs-event';
import { subjectOf } from '../../lib/domain/incident/happening-of';
import { type LocalDynamodb, startLocalDynamodb } from '../contract/local-table';
import { envelopeCases } from './hostile/envelope-cases';
import { FIRST, type HostileCase, SECOND } from './hostile/hostile-case';
import { hostileWorld } from './hostile/hostile-world';
import { identityCases } from './hostile/identity-cases';

/** The names, ids and sizes that a table could refuse, on a DynamoDB of this machine. */
const NUMBERS: ReadonlySet<number> = new Set([4, 26, 27, 44]);
const CASES = [...envelopeCases, ...identityCases].filter(
  ({ number, outcome }) => NUMBERS.has(number) && outcome !== 'comes-back',
);
let dynamodb: LocalDynamodb;
beforeAll(async () => {
  dynamodb = await startLocalDynamodb();
});
afterAll(() => dynamodb.close());

it.each(CASES.map((one): [string, HostileCase] => [`${one.number}: ${one.what}`, one]))(
  '%s is stored, and read again by the watch',
  async (_name, { body, outcome }) => {
    const tableName = await dynamodb.newTable();
    const client = dynamodb.newClient();
    const world = hostileWorld({ ports: ({ now }) => tableStore({ client, tableName, now, evidenceDays: 30 }) });
    expect(await world.respond(JSON.stringify(FIRST), body, JSON.stringify(SECOND))).toEqual([]);
    const event = parseEcsEvent(JSON.parse(body.replace(/^\ufeff/, '')));
    const subject = event.type === 'not-ours' || event.type === 'unusable' ? undefined : subjectOf(event);
    if (outcome === 'counted' && subject !== undefined) {
      const record = await world.ports.readRecord(subject);
      expect(record.incident?.stops).toBeGreaterThan(0);
      expect(await world.ports.readDue(Number.MAX_SAFE_INTEGER, 10)).toContainEqual(
        expect.objectContaining({ kind: 'record', subject }),
      );
    }
    await world.settle();
    expect(world.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  },
);

import { EXPECTED_PARTS, FUNCTION_PARTS, QUEUE_PARTS, SCHEDULE_AREAS } from '../../lib/app/doctor-parts';
import { asObject } from '../../lib/domain/json';
import { packagedTemplate, resourcesOf } from './packaged-template';

const template = packagedTemplate();
const idsOf = (type: string): readonly string[] =>
  resourcesOf(template, type)
    .map(([id]) => id)
    .sort();

describe('the parts that doctor knows', () => {
  it('are all in the stack', () => {
    expect(EXPECTED_PARTS.filter((id) => template.Resources[id] === undefined)).toEqual([]);
  });

  it.each([
    ['AWS::Lambda::Function', FUNCTION_PARTS.map(({ logicalId }) => logicalId)],
    ['AWS::SQS::Queue', QUEUE_PARTS.flatMap(({ queue, deadLetters }) => [queue, deadLetters])],
    ['AWS::Lambda::EventSourceMapping', QUEUE_PARTS.map(({ trigger }) => trigger)],
    ['AWS::Scheduler::Schedule', Object.keys(SCHEDULE_AREAS)],
  ])('are all of the stack of type %s', (type, known) => {
    expect([...known].sort()).toEqual(idsOf(type));
  });

  it('may be as old as the alarms of the queues allow', () => {
    for (const { queue, oldestAllowed } of QUEUE_PARTS) {
      const id = queue.replace(/Queue$/, 'AgeAlarm');
      const threshold = asObject(template.Resources[id]?.Properties)?.['Threshold'];
      expect([queue, oldestAllowed]).toEqual([queue, Number(threshold) * 1000]);
    }
  });

  it('run as often as their schedules say', () => {
    const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');
    for (const { logicalId, every } of FUNCTION_PARTS) {
      const minutes = schedules.flatMap(([, { ScheduleExpression, Target }]) =>
        JSON.stringify(Target).includes(`"${logicalId}"`)
          ? Number(/^rate\((\d+) minutes?\)$/.exec(String(ScheduleExpression))?.[1])
          : [],
      );
      expect([logicalId, every]).toEqual([logicalId, minutes.length === 0 ? undefined : Math.min(...minutes) * 60_000]);
    }
  });
});

import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { JsonObject } from '../../../lib/domain/json';
import { type AwsCall, nameOf } from './aws-call';
import { createService, type EmulatedService, type ServiceName } from './emulated-service';
import { fireUntil } from './fire-schedule';
import { pretend, withTag } from './pretend';
import { aboutService } from './slack-words';
import { type ActingResponder, ALLOWED, CHANGES, startActing } from './start-acting';
import { storedRecord } from './stored-record';
import { waitUntil } from './wait-until';

const SCHEDULE = 'ecs-medic:schedule';
const BY_DAY = 'daily 08:00-19:00 Europe/Berlin';
const HOUR = 60 * 60_000;
/** Hours of UTC at which it is day and night in Berlin, in summer and in winter. */
const NOON = 11;
const NIGHT = 21;

describe('services with a schedule, where schedules are enforced', () => {
  let responder: ActingResponder;
  let changes: readonly AwsCall[];

  beforeAll(async () => {
    responder = await startActing({ parameters: { Actions: 'enforce', Schedules: 'enforce' } });
    changes = responder.proxy.record(CHANGES);
    // What is new is left alone for a while: all this happens a day later.
    responder.functions.beginAt(Date.now() + 24 * HOUR);
  });

  afterAll(() => responder?.stop());

  /** Goes on to the next time at which the clock of UTC shows this hour. */
  async function goTo(hour: number): Promise<void> {
    const { functions, quiet } = responder;
    await quiet();
    const now = functions.now();
    const today = new Date(now).setUTCHours(hour, 0, 0, 0);
    functions.goForward((today > now ? today : today + 24 * HOUR) - now);
  }

  const create = (service: string, tags: Readonly<Record<string, string>>): Promise<EmulatedService> =>
    createService(responder.account, { cluster: 'prod', service, desiredCount: 3, tags });

  const recordOf = ({ cluster, service }: ServiceName): Promise<ServiceRecord> =>
    storedRecord(responder, cluster, service);

  /** What was asked of AWS to change a service, in order. */
  const changesOf = ({ service }: ServiceName): readonly (readonly [string, JsonObject])[] =>
    changes
      .filter(
        ({ parameters }) => parameters['service'] === service || parameters['ResourceId'] === `service/prod/${service}`,
      )
      .map((call) => [nameOf(call), call.parameters]);

  const set = ({ cluster, service }: ServiceName, desiredCount: number) => [
    'ecs:UpdateService',
    { cluster, service, desiredCount },
  ];

  const postsOf = ({ service }: ServiceName) => aboutService(responder.slack.posts(), service);

  it('go down and up by the clock, through EventBridge Scheduler, and nobody is called', async () => {
    const { toldOf } = responder;
    const service = await create('orders-api', { [SCHEDULE]: BY_DAY });
    const without = await create('no-schedule', ALLOWED);
    await goTo(NIGHT);
    await fireUntil(responder, 'ApplySchedule', 'the service to sleep', async () => {
      return (await recordOf(service)).hold !== undefined;
    });
    expect((await recordOf(service)).hold).toMatchObject({ owner: 'schedule', remembered: 3 });
    expect(await service.desiredCount()).toBe(0);
    await goTo(NOON);
    await fireUntil(responder, 'ApplySchedule', 'the service to wake', async () => {
      return (await service.desiredCount()) === 3;
    });
    await waitUntil('the change to be settled', async () => (await recordOf(service)).hold === undefined);
    expect(changesOf(service)).toEqual([set(service, 0), set(service, 3)]);
    expect([changesOf(without), await without.desiredCount()]).toEqual([[], 3]);
    expect(toldOf(service)).toBe('');
  });

  it('follow another text of the tag at the next run', async () => {
    const { applySchedules } = responder;
    await goTo(NOON);
    const service = await create('flipped', { [SCHEDULE]: BY_DAY });
    await applySchedules();
    expect(await service.desiredCount()).toBe(3);
    await service.tag(SCHEDULE, 'daily 20:00-06:00 Europe/Berlin');
    await applySchedules();
    expect(await service.desiredCount()).toBe(0);
    await service.tag(SCHEDULE, 'always');
    await applySchedules();
    expect(await service.desiredCount()).toBe(3);
    await service.tag(SCHEDULE, 'never');
    await applySchedules();
    expect(await service.desiredCount()).toBe(0);
    expect(changesOf(service)).toEqual([set(service, 0), set(service, 3), set(service, 0)]);
  });

  it('follow the other tag until its time', async () => {
    const { applySchedules, functions } = responder;
    await goTo(NOON);
    const service = await create('overridden', { [SCHEDULE]: 'always' });
    const alone = await create('override-alone', {});
    const until = new Date(functions.now() + 2 * HOUR).toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
    for (const one of [service, alone]) await one.tag('ecs-medic:schedule-override', `down until ${until}`);
    await applySchedules();
    expect([await service.desiredCount(), await alone.desiredCount()]).toEqual([0, 0]);
    functions.goForward(2 * HOUR);
    await applySchedules();
    expect([await service.desiredCount(), changesOf(service)]).toEqual([3, [set(service, 0), set(service, 3)]]);
    expect([await alone.desiredCount(), changesOf(alone)]).toEqual([3, [set(alone, 0), set(alone, 3)]]);
  });

  it('have their scaling suspended before they sleep, and put back as it was after they are up', async () => {
    const { applySchedules, scaling } = responder;
    const service = await create('scaled', { [SCHEDULE]: BY_DAY });
    const id = 'service/prod/scaled';
    const target = (min: number, isSuspended: boolean): JsonObject => ({
      ServiceNamespace: 'ecs',
      ResourceId: id,
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: min,
      MaxCapacity: 8,
      SuspendedState: {
        DynamicScalingInSuspended: isSuspended,
        DynamicScalingOutSuspended: isSuspended,
        ScheduledScalingSuspended: isSuspended,
      },
    });
    const register = (min: number, isSuspended: boolean) => [
      'application-autoscaling:RegisterScalableTarget',
      target(min, isSuspended),
    ];
    scaling.targets.set(id, target(2, false));
    await goTo(NIGHT);
    await applySchedules();
    expect(changesOf(service)).toEqual([register(0, true), set(service, 0)]);
    await goTo(NOON);
    await applySchedules();
    expect(changesOf(service).slice(2)).toEqual([set(service, 3), register(2, false)]);
    expect([scaling.targets.get(id), await service.desiredCount()]).toEqual([target(2, false), 3]);
  });

  it('stay as a person set them in the night, and sleep again the night after', async () => {
    const { applySchedules } = responder;
    const service = await create('needed-at-night', { [SCHEDULE]: BY_DAY });
    await goTo(NIGHT);
    await applySchedules();
    await service.setDesiredCount(2);
    await applySchedules();
    await applySchedules();
    expect(await service.desiredCount()).toBe(2);
    await goTo(NOON);
    await applySchedules();
    expect(await service.desiredCount()).toBe(2);
    await goTo(NIGHT);
    await applySchedules();
    expect([await service.desiredCount(), (await recordOf(service)).hold?.remembered]).toEqual([0, 2]);
    expect(changesOf(service)).toEqual([set(service, 0), set(service, 0)]);
  });

  it('are not woken where they are held for a crash loop', async () => {
    const { act, applySchedules, failing } = responder;
    const service = await failing('crashing', { tags: { ...ALLOWED, [SCHEDULE]: 'always' } });
    await act(service);
    expect([await service.desiredCount(), (await recordOf(service)).hold?.owner]).toEqual([0, 'incident']);
    await applySchedules();
    expect(await service.desiredCount()).toBe(0);
    expect(changesOf(service)).toEqual([set(service, 0)]);
  });

  it('are not changed without the tag even when the code tries, and that is told once', async () => {
    const { applySchedules, toldOf, whileAnswering } = responder;
    const service = await create('sneaky', ALLOWED);
    await goTo(NIGHT);
    await whileAnswering(pretend(service.arn, withTag(SCHEDULE, BY_DAY)), async () => {
      await applySchedules();
      await applySchedules();
    });
    expect(changesOf(service)).toEqual([set(service, 0)]);
    expect([await service.desiredCount(), (await recordOf(service)).hold]).toEqual([3, undefined]);
    expect(postsOf(service)).toHaveLength(1);
    expect(toldOf(service)).toMatch(/sneaky \(prod\): could not scale to zero\. .*not allowed.*ecs:UpdateService/);
  });

  it('that lose their tag while they sleep cannot be woken, and what wakes them is told', async () => {
    const { applySchedules, toldOf } = responder;
    const service = await create('lost-its-tag', { [SCHEDULE]: 'never' });
    await goTo(NIGHT);
    await applySchedules();
    expect(await service.desiredCount()).toBe(0);
    await service.untag(SCHEDULE);
    await applySchedules();
    expect([await service.desiredCount(), (await recordOf(service)).hold?.remembered]).toEqual([0, 3]);
    expect(postsOf(service)).toHaveLength(1);
    expect(toldOf(service)).toMatch(/lost-its-tag \(prod\): could not restore\. .*not allowed.*ecs:UpdateService/);
    expect(toldOf(service)).toContain('or to the service the tag that allows it');
    expect(toldOf(service)).toContain('ecs-medic restore --cluster prod --service lost-its-tag --region us-east-1');
    expect(toldOf(service)).toContain(
      'aws ecs update-service --cluster prod --service lost-its-tag --desired-count 3 --region us-east-1',
    );
    await service.tag(SCHEDULE, 'always');
    await goTo(NOON);
    await applySchedules();
    expect([await service.desiredCount(), (await recordOf(service)).hold]).toEqual([3, undefined]);
  });

  it('are left alone where the tag cannot be read, and what was expected is told once', async () => {
    const { applySchedules, toldOf } = responder;
    const service = await create('mistyped', { [SCHEDULE]: 'weekdays 8-19 Berlin' });
    await goTo(NIGHT);
    await applySchedules();
    await applySchedules();
    expect([changesOf(service), await service.desiredCount()]).toEqual([[], 3]);
    expect(postsOf(service)).toHaveLength(1);
    expect(toldOf(service)).toMatch(
      /mistyped \(prod\): its schedule cannot be read\. .*expected the name of a time zone/,
    );
  });

  it('are left alone while the switch is off, which is recorded, and sleep when it is on again', async () => {
    const { account, applySchedules, stack, toldOf } = responder;
    const turn = (Value: 'on' | 'off') =>
      account.ssm.send(
        new PutParameterCommand({ Name: stack.outputs.get('ActionsSwitchName'), Value, Overwrite: true }),
      );
    const service = await create('switched-off', { [SCHEDULE]: BY_DAY });
    await goTo(NIGHT);
    await turn('off');
    await applySchedules();
    expect([changesOf(service), await service.desiredCount()]).toEqual([[], 3]);
    expect([toldOf(service), (await recordOf(service)).obstacle?.key]).toEqual(['', 'scale-to-zero/switched-off']);
    await turn('on');
    await applySchedules();
    expect(await service.desiredCount()).toBe(0);
  });
});

describe('services with a schedule, where ecs-medic observes', () => {
  let responder: ActingResponder;

  beforeAll(async () => {
    responder = await startActing();
  });

  afterAll(() => responder?.stop());

  it('stay as they are, and what would have been done is kept', async () => {
    const { account, applySchedules, functions, proxy } = responder;
    const changes = proxy.record(CHANGES);
    const service = await createService(account, {
      cluster: 'prod',
      service: 'orders-api',
      desiredCount: 3,
      tags: { [SCHEDULE]: 'never' },
    });
    functions.goForward(HOUR);
    await applySchedules();
    expect([changes, await service.desiredCount()]).toEqual([[], 3]);
    const { hold, obstacle } = await storedRecord(responder, 'prod', 'orders-api');
    expect([hold, obstacle?.key]).toEqual([undefined, 'scale-to-zero/observe-mode']);
  });
});

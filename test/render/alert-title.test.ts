import type { IncidentAlert } from '../../lib/domain/incident/alert';
import { alertTitle } from '../../lib/render/alert/alert-title';
import { alertOf, baseline, ended, withView } from './alert-variants';

const named = (alert: IncidentAlert): IncidentAlert =>
  withView(alert, { subject: { kind: 'service', cluster: 'prod', name: 'orders-api' } });

let tag: IncidentAlert;

beforeAll(async () => {
  tag = named(await alertOf('image-tag-not-found/agent-422-owncloud-latest.json'));
}, 60_000);

describe('the title', () => {
  it('says service, cluster, what is wrong with the value that matters, and how much runs', () => {
    expect(alertTitle(tag)).toBe('orders-api (prod): image tag latest does not exist, 0 of 3 running');
  });

  it('names the first of several settings and counts the others', () => {
    const [cause] = tag.view.causes;
    const diagnosis = cause?.diagnosis;
    if (cause === undefined || diagnosis === undefined) throw new Error('the recording gives no diagnosis');
    const { headline: _headline, ...plain } = diagnosis;
    const secrets = { ...plain, title: 'a secret does not exist', variables: ['SECRET_KEY', 'DB_URL', 'TOKEN'] };
    const causes = [{ ...cause, diagnosis: secrets }];
    expect(alertTitle(withView(tag, { causes }))).toBe(
      'orders-api (prod): a secret does not exist: SECRET_KEY and 2 more, 0 of 3 running',
    );
  });

  it('leaves out what is not known', () => {
    const { running: _running, desired: _desired, ...view } = tag.view;
    const family = { kind: 'family', cluster: 'unknown', name: 'nightly-report' } as const;
    expect(alertTitle({ ...tag, view: { ...view, subject: family } })).toBe(
      'task nightly-report: image tag latest does not exist',
    );
  });

  it.each([
    ['resolved', 'orders-api (prod): resolved after 11 min'],
    ['rolled-back', 'orders-api (prod): rolled back after 11 min: image tag latest does not exist'],
    ['held', 'orders-api (prod): stopped: desired count is 0'],
    ['deleted', 'orders-api (prod): closed: the service was deleted'],
    ['expired', 'orders-api (prod): closed: it has not been heard of again'],
  ] as const)('says that it is %s', (state, title) => {
    expect(alertTitle(ended(tag, state))).toBe(title);
  });

  it('tells of a failure that was over before it could be told', () => {
    expect(alertTitle({ ...ended(tag, 'resolved'), kind: 'opened' })).toBe(
      'orders-api (prod): failed for 11 min and recovered: image tag latest does not exist',
    );
  });

  it.each([
    [{ kind: 'escalated' }, 'orders-api (prod): now 0 of 3 running: image tag latest does not exist'],
    [{ kind: 'cause-added' }, 'orders-api (prod): new cause: image tag latest does not exist, 0 of 3 running'],
  ] as const)('says what is new: %j', (more, title) => {
    expect(alertTitle({ ...tag, ...more })).toBe(title);
  });

  it('reminds of what goes on', () => {
    const alert: IncidentAlert = { ...tag, kind: 'reminder', at: tag.view.openedAt + 4 * 3_600_000 };
    expect(alertTitle(alert)).toBe(
      'orders-api (prod): still failing after 4 h: image tag latest does not exist, 0 of 3 running',
    );
  });

  it('names the new cause where there is one, although another is the best', () => {
    const [cause] = tag.view.causes;
    if (cause === undefined) throw new Error('no cause');
    const { diagnosis: _diagnosis, ...bare } = cause;
    const causes = [
      { ...cause, isNew: false },
      { ...bare, title: 'out of memory', cause: 'out-of-memory', isNew: true },
    ] as const;
    expect(alertTitle({ ...withView(tag, { causes }), kind: 'cause-added' })).toBe(
      'orders-api (prod): new cause: out of memory, 0 of 3 running',
    );
  });

  it('says that it flaps, recovers or is back', () => {
    const [cause] = tag.view.causes;
    if (cause === undefined) throw new Error('no cause');
    expect(alertTitle(withView(tag, { flapping: true }))).toContain(': fails again and again: image tag');
    expect(alertTitle(withView(tag, { state: 'recovering', running: 3 }))).toBe(
      'orders-api (prod): recovering, 3 of 3 running; it was: image tag latest does not exist',
    );
    const causes = [{ ...cause, regressionOf: { incidentId: 'prod/orders-api#2', at: 1 } }];
    expect(alertTitle(withView(tag, { causes }))).toContain(': back again: image tag latest');
  });

  it('counts what is watched', () => {
    expect(alertTitle(baseline)).toBe('ecs-medic is watching 42 services, 3 already failing');
    expect(alertTitle({ ...baseline, watching: 1, failing: [] })).toBe('ecs-medic is watching 1 service, none failing');
    expect(alertTitle({ ...baseline, more: 1_000 })).toContain('1,003 already failing');
  });

  it('cuts what is wrong before it cuts how much runs', () => {
    const [cause] = tag.view.causes;
    if (cause === undefined) throw new Error('no cause');
    const { diagnosis: _diagnosis, ...bare } = cause;
    const title = alertTitle(withView(tag, { causes: [{ ...bare, title: 'x'.repeat(1_000_000) }] }));
    expect(title).toHaveLength(150);
    expect(title).toMatch(/^orders-api \(prod\): x+…, 0 of 3 running$/);
  });

  it('keeps to its length with the longest names that ECS allows', () => {
    const subject = { kind: 'service', cluster: 'c'.repeat(255), name: 's'.repeat(255) } as const;
    expect(alertTitle(withView(tag, { subject }))).toMatch(/^s{59}… \(c{39}…\): .*, 0 of 3 running$/);
    expect(alertTitle(withView(tag, { subject })).length).toBeLessThanOrEqual(150);
  });
});

import { costOf } from '../../../lib/domain/incident/cost-of';
import { viewOf } from '../../../lib/domain/incident/incident-view';
import { openIncident } from '../../../lib/domain/incident/open-incident';
import { newRecord } from '../../../lib/domain/incident/service-record';
import { DEFAULT_THRESHOLDS as thresholds } from '../../../lib/domain/incident/thresholds';
import type { Usage } from '../../../lib/domain/incident/usage';

/** 40 tasks of a quarter vCPU and half a GB, a minute each. */
const x86: Usage = { architecture: 'X86_64', spot: false, tasks: 40, vcpuSeconds: 600, memoryGbSeconds: 1_200 };
const arm: Usage = { ...x86, architecture: 'ARM64', tasks: 1 };
const place = { region: 'us-east-1' };

it('is the sum over the kinds of tasks, with the steps of each', () => {
  const cost = costOf({ usage: [x86, arm] }, place);
  if (cost === undefined || 'unknown' in cost) throw new Error('no cost');
  const each = (vcpu: number, gb: number): number => (600 * vcpu + 1_200 * gb) / 3_600;
  expect(cost.usd).toBeCloseTo(each(0.04048, 0.004445) + each(0.03238, 0.00356), 9);
  expect(cost.arithmetic).toHaveLength(8);
  expect(cost.arithmetic[0]).toMatch(/^40 stopped tasks of Fargate \(x86\), each from the pull/);
  expect(cost.arithmetic[4]).toMatch(/^1 stopped task of Fargate \(ARM64\), /);
});

it('is nothing where nothing was billed', () => {
  expect(costOf({}, place)).toBeUndefined();
});

it.each([
  ['no event names the Region', [x86], undefined],
  ['the price of Fargate (x86) in mars-north-1 is not known here', [x86], { region: 'mars-north-1' }],
  ['the price of Fargate Spot changes from day to day', [x86, { ...x86, spot: true }], place],
])('is unknown as a whole where a part is: %s', (unknown, usage, where) => {
  expect(costOf({ usage }, where)).toEqual({ unknown });
});

describe('the view of an incident', () => {
  const opened = openIncident({ ...newRecord({ kind: 'service', cluster: 'c', name: 's' }), place }, 0, thresholds);
  if (opened.incident === undefined) throw new Error('no incident');
  const incident = { ...opened.incident, usage: [x86] };
  const note = { at: 5, title: 'put to zero, 3 before', text: 'ecs-medic put it to zero.', told: true };
  const hold = { owner: 'incident', since: 5, remembered: 3, deploymentId: 'ecs-svc/1' } as const;

  it('has its cost, and none where it is not known', () => {
    expect(viewOf(opened, incident, new Map(), []).cost?.usd).toBeGreaterThan(0);
    expect(viewOf({ ...opened, place: { region: 'mars-north-1' } }, incident, new Map(), [])).not.toHaveProperty(
      'cost',
    );
    expect(viewOf(opened, opened.incident ?? incident, new Map(), [])).not.toHaveProperty('cost');
  });

  it('has what was done, and the hold', () => {
    const actions = [
      { ...note, command: 'ecs-medic restore', loud: true },
      { ...note, text: 'It only observes.', loud: false },
    ];
    const view = viewOf({ ...opened, hold }, { ...incident, actions }, new Map(), []);
    expect(view.actions).toEqual([
      { at: 5, title: note.title, text: note.text, command: 'ecs-medic restore', loud: true },
      { at: 5, title: note.title, text: 'It only observes.' },
    ]);
    expect(view.hold).toEqual({ owner: 'incident', remembered: 3 });
  });
});

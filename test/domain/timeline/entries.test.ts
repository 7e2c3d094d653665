import { allEntries } from '../../../lib/domain/timeline/all-entries';
import type { EntryFact, TimelineFacts } from '../../../lib/domain/timeline/facts';
import { messageFacts } from '../../../lib/domain/timeline/message-facts';

/** Composed: rows as the responder, and those that act, write them. */
const START = Date.parse('2026-11-09T10:00:00Z');
const subject = { kind: 'service', cluster: 'production', name: 'orders-api' } as const;
const entry = (minutes: number, what: string, more: Partial<EntryFact> = {}): EntryFact => ({
  type: 'entry',
  subject,
  entryId: `${what}/${minutes}`,
  at: START + minutes * 60_000,
  what,
  title: what,
  ...more,
});
const facts = (entries: readonly EntryFact[], more: Partial<TimelineFacts> = {}): TimelineFacts => ({
  subject,
  stops: [],
  entries,
  decisions: [],
  alerts: [],
  episodes: [],
  revisions: new Map(),
  definitions: [],
  counts: [],
  starts: [],
  ...more,
});
const shown = (all: TimelineFacts) =>
  allEntries(all).map(({ type, importance, actor, title }) => `${type} ${importance} ${actor}: ${title}`);

describe('rows on a timeline', () => {
  it('of what was decided, done and read back are told by their kind', () => {
    const rows = [
      entry(0, 'decision-scale-to-zero', { title: 'did not scale to zero: a task serves' }),
      entry(1, 'action-scale-to-zero', { entryId: 'decision/1', title: 'began to scale to zero (3 → 0)' }),
      entry(2, 'verification-scale-to-zero', { title: 'scale to zero (3 → 0): read back' }),
      entry(3, 'hold-scale-to-zero', { title: 'the hold ended: somebody set 2' }),
      entry(4, 'schedule-restore', { title: 'began to restore (0 → 2)' }),
      entry(5, 'mute', { title: 'muted by command until 2026-11-09T12:00:00.000Z' }),
    ];
    expect(shown(facts(rows))).toEqual([
      'decision normal ecs-medic: Did not scale to zero: a task serves',
      'action key ecs-medic: Began to scale to zero (3 → 0)',
      'verification key ecs-medic: Scale to zero (3 → 0): read back',
      'action key unknown: The hold ended: somebody set 2',
      'schedule key schedule: Began to restore (0 → 2)',
      'mute normal person: Muted by command until 2026-11-09T12:00:00.000Z',
    ]);
  });

  it('take what a decision knows more of from its own row', () => {
    const row = entry(1, 'action-scale-to-zero', { entryId: 'decision/1', title: 'began to scale to zero (3 → 0)' });
    const decision = {
      type: 'decision',
      subject,
      decisionId: '1',
      at: row.at,
      action: 'scale-to-zero',
      owner: 'person',
      decision: 'do',
      reason: 'asked for',
      incidentId: 'production/orders-api#1',
      before: 3,
      after: 0,
    } as const;
    expect(allEntries(facts([row], { decisions: [decision] }))[0]).toMatchObject({
      actor: 'person',
      before: '3',
      after: '0',
      incidentId: 'production/orders-api#1',
    });
  });

  it('that older versions wrote name the deployment in their id', () => {
    const rows = [
      entry(0, 'SERVICE_DEPLOYMENT_IN_PROGRESS', {
        entryId: `deployment/ecs-svc/12/SERVICE_DEPLOYMENT_IN_PROGRESS/${START}`,
      }),
      entry(1, 'SERVICE_DEPLOYMENT_COMPLETED', {
        entryId: `deployment/ecs-svc/12/SERVICE_DEPLOYMENT_COMPLETED/${START + 60_000}`,
      }),
    ];
    const all = allEntries(facts(rows, { revisions: new Map([['ecs-svc/12', 4]]) }));
    expect(all.map(({ title, outcome, deploymentId }) => [title, outcome, deploymentId])).toEqual([
      ['Deployment of revision 4 began', 'in-progress', 'ecs-svc/12'],
      ['Deployment of revision 4 completed', 'completed', 'ecs-svc/12'],
    ]);
  });

  it('of one trouble that ECS repeats are one', () => {
    const trouble = { cause: 'placement-no-capacity', title: 'no instance has enough memory' } as const;
    const rows = [0, 10, 20, 100].map((minutes) => entry(minutes, 'SERVICE_TASK_PLACEMENT_FAILURE', trouble));
    expect(allEntries(facts(rows)).map(({ count, title }) => [count, title])).toEqual([
      [3, 'ECS could not place a task: no instance has enough memory'],
      [1, 'ECS could not place a task: no instance has enough memory'],
    ]);
  });

  it('of a steady state are noise while it is steady, and told after a deployment', () => {
    const step = { id: 'ecs-svc/1', state: 'in-progress' } as const;
    const rows = [
      entry(0, 'SERVICE_STEADY_STATE'),
      entry(360, 'SERVICE_STEADY_STATE'),
      entry(400, 'SERVICE_DEPLOYMENT_IN_PROGRESS', { deployment: step }),
      entry(404, 'SERVICE_STEADY_STATE'),
    ];
    expect(allEntries(facts(rows)).map(({ importance }) => importance)).toEqual(['normal', 'noise', 'key', 'normal']);
  });

  it('tell once what stands in them twice', () => {
    const rows = [entry(0, 'SERVICE_STEADY_STATE'), entry(0, 'SERVICE_STEADY_STATE')];
    expect(allEntries(facts(rows))).toHaveLength(1);
  });

  it('say when other tasks were wanted', () => {
    const counts = [
      { at: START, running: 2, desired: 2, source: 'DescribeServices' },
      { at: START + 1000, running: 2, desired: 2, source: 'DescribeServices' },
      { at: START + 2000, running: 2, desired: 0, source: 'DescribeServices' },
    ];
    expect(
      allEntries(facts([], { counts })).map(({ importance, title, before, after }) => [
        importance,
        title,
        before,
        after,
      ]),
    ).toEqual([
      ['noise', '2 of 2 running', undefined, undefined],
      ['normal', 'The desired count changed, 2 tasks running', '2', '0'],
    ]);
  });

  it('keep a title to one line of 120 characters and whole characters', () => {
    const [long] = allEntries(facts([entry(0, 'mute', { title: `muted\n${'🚑'.repeat(100)}` })]));
    expect(long?.title.length).toBeLessThanOrEqual(120);
    expect(long?.title).toMatch(/^Muted 🚑+…$/u);
    expect(long?.title).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('messages of a service', () => {
  const at = START;
  const messages = [
    { at, text: '(service orders-api) has reached a steady state.' },
    { at, text: '(service orders-api) (deployment ecs-svc/12) deployment completed.' },
    { at, text: '(service orders-api) registered 1 targets in (target-group arn:aws:x), password=hunter2hunter2' },
    { text: 'without a time' },
  ];

  it('become facts, without the secrets in them', () => {
    const told = messageFacts(subject, messages, { deployments: true });
    expect(told.map(({ what, deployment }) => [what, deployment?.state])).toEqual([
      ['SERVICE_STEADY_STATE', undefined],
      ['SERVICE_DEPLOYMENT_COMPLETED', 'completed'],
      ['message', undefined],
    ]);
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });

  it('leave deployments to who knows them better', () => {
    expect(messageFacts(subject, messages, { deployments: false }).map(({ what }) => what)).toEqual([
      'SERVICE_STEADY_STATE',
      'message',
    ]);
  });
});

import { alertLine } from '../../lib/app/alert-line';
import { foldEdits } from '../../lib/app/fold-edits';
import { parseAlert } from '../../lib/app/parse-alert';
import type { Alert, IncidentAlert, NoticeAlert } from '../../lib/domain/incident/alert';
import { alertTitle } from '../../lib/render/alert/alert-title';
import { plainText } from '../../lib/render/alert/plain-text';
import { alertJson } from '../../lib/render/alert-json';
import { alertEmail } from '../../lib/render/email/alert-email';
import type { SlackMessage } from '../../lib/render/slack/blocks';
import { slackMessage } from '../../lib/render/slack/slack-message';
import { threadReply } from '../../lib/render/slack/thread-reply';
import { alertText } from '../../lib/render/terminal/alert-text';
import { plainPaint } from '../../lib/render/terminal/paint';
import { topicMessage } from '../../lib/render/topic-message';
import { toldAlert } from '../app/told-alerts';
import { withView } from './alert-variants';
import {
  AWS_RESTORE,
  freeze,
  held,
  hostileNotice,
  putToZero,
  RESTORE,
  releaseAtZero,
  wouldHave,
} from './composed-actions';
import { faultsOf } from './slack-rules';

const AT = Date.UTC(2026, 10, 9, 14, 31);
const screen = { width: 100, paint: plainPaint };
const opened = toldAlert('opened', 1, 'orders-api', { running: 0, desired: 3 });
const action: IncidentAlert = { ...withView(opened, held(AT)), kind: 'action', at: AT };
const edit: IncidentAlert = { ...action, kind: 'update' };
const observed = withView(opened, { actions: [wouldHave(AT)] });

/** What a reader sees of a message. */
const shownIn = ({ blocks }: SlackMessage): string =>
  blocks
    .flatMap((block) => {
      if (block.type === 'header') return block.text.text;
      if (block.type === 'section') return block.text?.text ?? '';
      return block.type === 'context' ? block.elements.map((one) => ('text' in one ? one.text : '')) : '';
    })
    .join('\n');

/** The lines within fences. */
const codeOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/```\n([\s\S]*?)\n```/g)].map(([, code = '']) => code.split('\n'));

describe('an alert about what was done', () => {
  it('has a title that stands alone, and says what was wrong', () => {
    expect(alertTitle(action)).toBe('orders-api (production): put to zero, 3 before: image tag latest does not exist');
    expect(alertEmail(action).subject).toMatch(
      /^\[Held at 0\] orders-api \(production\): put to zero, 3 before: image/,
    );
  });

  it('calls people for what is loud, though a quiet note came after it', () => {
    const later = withView(action, { actions: [putToZero(AT), wouldHave(AT + 1)] });
    expect(alertTitle(later)).toBe(alertTitle(action));
  });

  it('falls back to the sentence of a note without a title', () => {
    const [{ title: _title, ...note }] = [putToZero(AT)];
    expect(alertTitle(withView(action, { actions: [note] }))).toBe(
      'orders-api (production): ecs-medic put it to zero (3 before): its desired count reads 0.',
    );
  });

  it.each([
    ['the message', slackMessage(action)],
    ['the edited message', slackMessage(edit)],
    ['the reply in the thread', threadReply(action)],
  ])('has in %s the time, the words and each way back in a block of its own', (_, message) => {
    const text = shownIn(message);
    expect(text).toMatch(/\*We did\*\n• <!date\^1794234660\^[^>]+>: ecs-medic put it to zero \(3 before\): /);
    expect(codeOf(text.slice(text.indexOf('*We did*')))).toEqual([
      [RESTORE],
      [AWS_RESTORE, expect.stringMatching(/^aws application-autoscaling register-scalable-target .*max-capacity 12/)],
    ]);
    expect(text).toContain('*Or with the AWS CLI*');
    expect(faultsOf(message)).toEqual([]);
  });

  it('says what a command is for, though there is only that of the AWS CLI', () => {
    const [{ command: _command, ...note }] = [putToZero(AT)];
    const alert = withView(action, { actions: [{ ...note, command: AWS_RESTORE }] });
    for (const text of [
      shownIn(slackMessage(alert)),
      shownIn(threadReply(alert)),
      JSON.parse(topicMessage(alert).amazonQ).content.description,
    ])
      expect(text).toContain(`its desired count reads 0.\nRestore with:\n\`\`\`\n${AWS_RESTORE}\n\`\`\``);
    expect(plainText(alert)).toContain(`Restore with:\n    ${AWS_RESTORE}\n`);
    expect(plainText(observed)).not.toContain('Restore with');
  });

  it('says of the way back from a rollback that it deploys again', () => {
    const deploy = 'aws ecs update-service --cluster production --service orders-api --task-definition orders-api:8';
    const alert = withView(action, { actions: [{ ...putToZero(AT), command: deploy }] });
    expect(plainText(alert)).toContain(`Deploy it again with:\n    ${deploy}\n`);
    expect(plainText(alert)).not.toContain('Restore with');
  });

  it('replies with nothing but the news', () => {
    const more = withView(action, { actions: [wouldHave(AT - 60_000), putToZero(AT)] });
    expect(shownIn(slackMessage(more))).toContain('would have begun');
    expect(shownIn(threadReply(more))).not.toContain('would have begun');
  });

  it('is once in a channel, and edited later', () => {
    const [first, second, ...more] = foldEdits([opened, action, { ...edit, at: AT + 120_000 }]);
    expect([first?.edits.length, second?.alert.alertId, second?.edits.length, more]).toEqual([
      0,
      action.alertId,
      1,
      [],
    ]);
  });

  it('has the same in an e-mail, in the zone that was set', () => {
    const { body } = alertEmail(action, 'Europe/Berlin');
    expect(body).toContain(
      `We did:\n  - 9 Nov 2026 15:31 Europe/Berlin: ecs-medic put it to zero (3 before): its desired count reads 0.\n  Restore with:\n    ${RESTORE}\n\nOr with the AWS CLI:\n    ${AWS_RESTORE}\n`,
    );
    expect(body).not.toContain('UTC');
  });

  it('has the same in a terminal, where commands can be pasted', () => {
    const lines = alertText(screen, action).split('\n');
    const start = lines.findIndex((line) => line.startsWith('  we did'));
    expect(lines.slice(start, start + 6)).toEqual([
      '  we did    - 14:31: ecs-medic put it to zero (3 before): its desired count reads 0.',
      '            Restore with:',
      `            $ ${RESTORE}`,
      '            or with the AWS CLI',
      expect.stringMatching(/^ {12}\$ aws ecs update-service --cluster production/),
      expect.any(String),
    ]);
  });

  it('has the same for Amazon Q', () => {
    const { content } = JSON.parse(topicMessage(action).amazonQ);
    expect(content.description).toContain('*We did*\n• 9 Nov 2026 14:31 UTC: ecs-medic put it to zero');
    expect(codeOf(content.description)).toContainEqual([RESTORE]);
  });

  it('tells what would have been done as such, and calls nobody for it', () => {
    for (const text of [shownIn(slackMessage(observed)), plainText(observed), alertText(screen, observed)])
      expect(text).toMatch(/ecs-medic would have begun to scale\s+to zero now/);
    expect(plainText(observed)).toContain('\nActions:\n  - 9 Nov');
    expect(plainText(observed)).not.toContain('We did');
    expect(alertTitle(observed)).toBe(alertTitle(opened));
  });

  it('shows the same commands once, with the last note that has them', () => {
    const twice = withView(action, { actions: [putToZero(AT), { ...putToZero(AT + 60_000), text: 'Still at zero.' }] });
    const text = plainText(twice);
    expect(text.split(RESTORE)).toHaveLength(2);
    expect(text.indexOf(RESTORE)).toBeGreaterThan(text.indexOf('Still at zero.'));
  });

  it('makes nothing of hostile words of a note', () => {
    const text = '<!channel> ``` & *x* \u202e\r\nnext '.repeat(40);
    const hostile = withView(action, {
      actions: Array.from({ length: 8 }, (_, index) => ({
        at: AT + index,
        title: text,
        text,
        command: `aws ${text}\n${text}`,
        loud: true as const,
      })),
    });
    expect([slackMessage(hostile), threadReply(hostile)].flatMap(faultsOf)).toEqual([]);
    expect(alertTitle(hostile)).not.toMatch(/[\n\r\u202e]/);
  });
});

describe('a service that is held at 0', () => {
  it.each([
    ['incident', 'held at 0 by ecs-medic, 3 before'],
    ['schedule', 'held at 0 by its schedule, 3 before'],
    ['person', 'held at 0 by a person, 3 before'],
  ] as const)('says for whom: %s', (owner, words) => {
    const alert = withView(edit, { hold: { owner, remembered: 3 } });
    expect(alertTitle(alert)).toBe(`orders-api (production): ${words}: image tag latest does not exist`);
  });

  it('says of one that others put to 0 only that', () => {
    const { hold: _hold, ...view } = edit.view;
    expect(alertTitle({ ...edit, view })).toBe('orders-api (production): stopped: desired count is 0');
  });

  it('does not say twice that it is held', () => {
    expect(plainText(edit)).not.toContain('Because');
    const { hold: _hold, ...view } = edit.view;
    expect(plainText({ ...edit, view })).toContain('Because:\n  ecs-medic set its desired count to 0.\n');
  });

  it('does not tell the counts of before as those of now', () => {
    expect(plainText(edit)).toContain('\nHeld at 0 · 1 stop · ');
    expect(plainText(edit)).not.toContain('0 of 3 running');
  });
});

describe('the price of a crash loop', () => {
  const costing = (usd: number, more: object = {}) => withView(opened, { cost: { usd, arithmetic: ['a'] }, ...more });

  it('is one short fact in every channel', () => {
    const alert = costing(0.4212);
    for (const text of [
      shownIn(slackMessage(alert)),
      plainText(alert),
      alertText(screen, alert).replace(/\s+/g, ' '),
      JSON.parse(topicMessage(alert).amazonQ).content.description,
    ])
      expect(text).toContain('has cost about $0.42 so far');
    expect(plainText(alert)).not.toContain('arithmetic');
  });

  it.each([
    [0.0099, undefined],
    [0.01, 'has cost about $0.01 so far'],
    [99.994, 'has cost about $99.99 so far'],
    [1234.5, 'has cost about $1,235 so far'],
  ])('of %d dollars reads %s', (usd, words) => {
    const text = plainText(costing(usd));
    expect(/(has )?cost about \$[\d.,]+\d( so far)?/.exec(text)?.[0]).toBe(words);
  });

  it('is final when it is over', () => {
    expect(plainText(costing(0.5, { state: 'resolved', closedAt: AT }))).toContain(' · cost about $0.50\n');
  });

  it('is in the JSON with its arithmetic', () => {
    expect(JSON.parse(alertJson(costing(0.4212))).view.cost).toEqual({ usd: 0.4212, arithmetic: ['a'] });
  });
});

describe('a notice', () => {
  const notice = releaseAtZero(AT);

  it('has a title that stands alone on a phone', () => {
    expect(alertTitle(notice)).toBe('orders-api (production): your release is deployed at 0 tasks');
    expect(alertTitle(freeze(AT))).toBe('ecs-medic: many services fail at once: nothing is done to any of them');
    expect(alertTitle({ ...notice, isTest: true })).toMatch(/^TEST: orders-api/);
  });

  it('has in Slack its sentences and the commands to paste, and stands alone', () => {
    const message = slackMessage(notice);
    const text = shownIn(message);
    expect(text.split('\n').slice(0, 3)).toEqual([
      '🟡 orders-api (production): your release is deployed at 0 tasks',
      expect.stringMatching(/^\*Warning\* · noticed <!date\^1794234660\^/),
      expect.stringMatching(/^The deployment of orders-api:12 completed at 0 tasks: /),
    ]);
    expect(codeOf(text).map(([first]) => first)).toEqual([RESTORE, AWS_RESTORE]);
    expect(text).toMatch(/production\/orders-api · 111122223333 · eu-central-1$/);
    expect(message.text).toMatch(/^🟡 orders-api \(production\): your release .*\. The deployment of/);
    expect(threadReply(notice)).toEqual(message);
  });

  it('has the same in an e-mail, a terminal, Amazon Q and the lines of replay', () => {
    const { subject, body } = alertEmail(notice);
    expect(subject).toBe('[Warning] orders-api (production): your release is deployed at 0 tasks');
    expect(body).toContain('noticed 9 Nov 2026 14:31 UTC\n\nThe deployment of orders-api:12 completed');
    expect(body).toContain(`\n\nTo paste:\n    ${RESTORE}\n\nOr with the AWS CLI:\n    ${AWS_RESTORE}\n`);
    const terminal = alertText(screen, notice);
    expect(terminal).toMatch(/^14:31 ▲ orders-api \(production\): your release is deployed at 0 tasks\n/);
    expect(terminal).toContain(`\n  to paste  $ ${RESTORE}\n            or with the AWS CLI\n            $ aws ecs`);
    const { content, metadata } = JSON.parse(topicMessage(notice).amazonQ);
    expect(content.title).toBe('🟡 orders-api (production): your release is deployed at 0 tasks');
    expect(codeOf(content.description)).toContainEqual([RESTORE]);
    expect(content.keywords).toEqual(['warning', 'orders-api']);
    expect(metadata).toMatchObject({ threadId: notice.alertId, eventType: 'notice' });
    expect(alertLine(notice)).toMatchObject({
      incidentId: null,
      kind: 'notice',
      cluster: 'production',
      service: 'orders-api',
      cause: null,
      severity: 'warning',
      stops: 0,
    });
  });

  it('has attributes by which a subscription can choose it', () => {
    expect(topicMessage(notice).attributes).toEqual({
      severity: 'warning',
      kind: 'notice',
      cluster: 'production',
      service: 'orders-api',
    });
    expect(topicMessage(freeze(AT)).attributes).toEqual({ severity: 'error', kind: 'notice' });
  });

  it('is never edited, nor takes in the edits of others', () => {
    const messages = foldEdits([opened, notice, { ...opened, kind: 'update', at: AT + 600_000 }]);
    expect(messages.map(({ alert, edits }) => [alert.kind, edits.length])).toEqual([
      ['opened', 1],
      ['notice', 0],
    ]);
  });

  it.each<[string, Alert]>([
    ['with commands', notice],
    ['about everything', freeze(AT)],
    ['of a channel of its own', { ...notice, channel: '#team-orders' }],
    ['of a test', { ...notice, isTest: true }],
    ['with an action and a cost', action],
  ])('comes back from its JSON as it was: %s', (_, alert) => {
    expect(parseAlert(alertJson(alert))).toEqual(alert);
  });

  it.each<[string, (one: NoticeAlert & Record<string, unknown>) => object, string]>([
    ['no notice', ({ notice: _notice, ...rest }) => rest, 'expected "notice" to be an object, got nothing'],
    [
      'a title of no text',
      (one) => ({ ...one, notice: { ...one.notice, title: '' } }),
      '"notice.title" to be a text, got ""',
    ],
    [
      'lines that are no list',
      (one) => ({ ...one, notice: { ...one.notice, lines: 'x' } }),
      '"notice.lines" to be an array',
    ],
    [
      'a command that is a number',
      (one) => ({ ...one, notice: { ...one.notice, commands: [7] } }),
      '"notice.commands[0]" to be a text, got 7',
    ],
    [
      'an unknown severity',
      (one) => ({ ...one, notice: { ...one.notice, severity: 'bad' } }),
      '"notice.severity" to be info, warning, error, critical',
    ],
    [
      'half a subject',
      (one) => ({ ...one, notice: { ...one.notice, subject: { kind: 'service' } } }),
      '"notice.subject.cluster" to be a text',
    ],
  ])('is refused with %s, and the problem is named', (_, change, problem) => {
    const json = JSON.stringify(change(JSON.parse(alertJson(notice))));
    expect(parseAlert(json)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('makes nothing of hostile texts, and fits everywhere', () => {
    const hostile = hostileNotice(AT);
    expect([slackMessage(hostile), slackMessage(freeze(AT))].flatMap(faultsOf)).toEqual([]);
    expect(alertTitle(hostile)).not.toMatch(/[\n\r\u0007\u202e]/);
    expect(alertTitle(hostile).length).toBeLessThanOrEqual(150);
    expect(alertEmail(hostile).subject).toMatch(/^\[Warning\] [\x20-\x7e]{1,89}$/);
    expect(plainText(hostile)).not.toMatch(/[\u0007\u202e\r]/);
    const { amazonQ, json } = topicMessage(hostile);
    expect(JSON.parse(amazonQ).content.description).not.toContain('<!channel>');
    expect(JSON.parse(amazonQ).content.description.length).toBeLessThanOrEqual(8_000);
    expect(json.length).toBeLessThan(130_000);
  });

  it('is cut where it would not fit into a message, and loses whole commands only', () => {
    const long = 'x'.repeat(5_000);
    const huge = { ...notice, notice: { ...notice.notice, lines: Array(99).fill(long), commands: [RESTORE, long] } };
    const cut = parseAlert(alertJson(huge));
    if ('problem' in cut || cut.kind !== 'notice') throw new Error('no notice came back');
    expect(alertJson(huge).length).toBeLessThan(120_000);
    expect(cut.notice.commands).toEqual([RESTORE]);
    expect(cut.notice.lines[0]).toMatch(/^x{1999}…$/);
  });
});

describe('the JSON of an action and a cost', () => {
  it.each<[string, object, string]>([
    [
      'a cost below nothing',
      { cost: { usd: -1, arithmetic: [] } },
      '"view.cost.usd" to be a number, 0 or more, got -1',
    ],
    [
      'an owner that is nobody',
      { hold: { owner: 'x', remembered: 1 } },
      '"view.hold.owner" to be incident, schedule, person',
    ],
    [
      'a command that is a list',
      { actions: [{ at: 1, text: 'x', command: [] }] },
      '"view.actions[0].command" to be a text',
    ],
  ])('is refused with %s', (_, view, problem) => {
    const json = JSON.parse(alertJson(action));
    expect(parseAlert(JSON.stringify({ ...json, view: { ...json.view, ...view } }))).toEqual({
      problem: expect.stringContaining(problem),
    });
  });
});

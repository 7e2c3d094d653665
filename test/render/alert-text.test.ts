import { testAlert } from '../../lib/app/test-alert';
import { plainText } from '../../lib/render/alert/plain-text';
import { alertEmail } from '../../lib/render/email/alert-email';
import { alertText } from '../../lib/render/terminal/alert-text';
import { cellsOf } from '../../lib/render/terminal/cells';
import { type IncidentLine, incidentsText } from '../../lib/render/terminal/incidents-text';
import { colourPaint, plainPaint } from '../../lib/render/terminal/paint';
import { topicMessage } from '../../lib/render/topic-message';
import { alertOf, baseline, ended, withView } from './alert-variants';

const screen = { width: 80, paint: plainPaint };
const TAG = 'image-tag-not-found/agent-422-owncloud-latest.json';

describe('an alert in a terminal', () => {
  it('has its title, how badly it is, and the whole diagnosis', async () => {
    const text = alertText(screen, withView(await alertOf(TAG), { deployment: 'failed' }));
    const [title, facts] = text.split('\n');
    expect(title).toMatch(/^\d\d:\d\d ✖ .*image tag latest does not exist/);
    expect(facts).toMatch(/^ {2}Critical · 0 of 3 running · deployment failed/);
    expect(text).toContain('[certain] image-tag-not-found');
    expect(text).toContain('  proof     ');
    expect(text).toContain('  do now    ');
  });

  it('says why it is over and what it was', async () => {
    const text = alertText(screen, ended(await alertOf(TAG), 'resolved', 'steady state with 3 of 3 running'));
    expect(text).toMatch(/^\d\d:\d\d ✓ .*: resolved after 11 min\n {2}Resolved · 3 of 3 running · 3 stops in 4 min/);
    expect(text).toContain('  over      Steady state with 3 of 3 running.');
    expect(text).toContain('  it was    The registry');
    expect(text).not.toContain('do now');
  });

  it('lists other causes in a line each', async () => {
    const alert = await alertOf(TAG);
    const text = alertText(
      screen,
      withView(alert, { causes: [...alert.view.causes, ...alert.view.causes.map((one) => ({ ...one }))] }),
    );
    expect(text).toContain('  also      - image tag latest does not exist (3 stops)');
  });

  it('lists what was failing when the watch began', () => {
    const text = alertText(screen, { ...baseline, more: 4 });
    expect(text).toContain('  failing   - orders-api (production): 0 of 2 running\n');
    expect(text).toContain('            and 4 more');
  });

  it('says the same with colour as without, and no control character comes from the world', async () => {
    const alert = withView(await alertOf(TAG), { closedBecause: '\u001b]0;x\u0007steady', state: 'held', closedAt: 1 });
    const coloured = alertText({ width: 80, paint: colourPaint }, alert);
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(alertText(screen, alert));
    expect(alertText(screen, alert)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('an alert as plain text', () => {
  it('has every part, the addresses and the incident', async () => {
    const text = plainText(await alertOf(TAG));
    const places = [
      /^.*image tag latest does not exist, 0 of 3 running\n\nCritical · /,
      /\n\nWhy \(certain\):\n {2}The registry/,
      /\n\nProof \([^)]*\):\n {4}.*owncloud/,
      /\n\nDo now:\n {2}Push owncloud/,
      /\nAbout this cause: ecs-medic explain image-tag-not-found\n/,
      /\n\nIncident /,
    ].map((part) => text.search(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('names no page of a cause where it is a test', () => {
    expect(plainText(testAlert('opened', 1_794_195_600_000))).not.toContain('explain');
  });

  it('is the body of an e-mail, whose subject is ASCII', async () => {
    const alert = await alertOf(TAG);
    const subject = { kind: 'service', cluster: 'grün', name: 'bücher→😀' } as const;
    const email = alertEmail(withView(alert, { subject }));
    expect(email.subject).toBe('[Critical] bucher->? (grun): image tag latest does not exist, 0 of 3 running');
    expect(email.body).toContain(`Alert ${alert.alertId}, sent by ecs-medic.`);
  });

  it('never makes a second line or a longer subject of a hostile name', async () => {
    const subject = {
      kind: 'service',
      cluster: 'c',
      name: `x\r\nBcc: all@example.com\r\n${'…→'.repeat(100)}`,
    } as const;
    const email = alertEmail(withView(await alertOf(TAG), { subject }));
    expect(email.subject).toMatch(/^\[Critical\] x Bcc: all@example\.com [\x20-\x7e]*$/);
    expect(email.subject.length).toBeLessThan(100);
  });
});

describe('the table of incidents', () => {
  const line: IncidentLine = {
    id: 'production/orders-api#3',
    state: 'resolved',
    flapping: false,
    causes: [{ cause: 'image-tag-not-found' }, { cause: 'exit-missing-configuration' }],
    stops: 1_234,
    openedAt: Date.UTC(2026, 10, 9, 10, 6),
    closedAt: Date.UTC(2026, 10, 9, 10, 17),
  };

  it('says what became of each: causes in order, stops, when and how long', () => {
    const { closedAt: _closedAt, ...open } = line;
    const lines = incidentsText(screen, [line, { ...open, state: 'open', flapping: true }]).split('\n');
    expect(lines.map((one) => one.trim())).toEqual([
      expect.stringMatching(/^incident +state +causes +stops +opened$/),
      expect.stringMatching(/^production\/ +resolved +image-tag-not-found +1,234 +9 Nov 10:06$/),
      expect.stringMatching(/^orders-api#3 +exit-missing-configuration +for 11 min$/),
      expect.stringMatching(/^production\/ +flapping +image-tag-not-found +1,234 +9 Nov 10:06$/),
      expect.stringMatching(/^orders-api#3 +exit-missing-configuration +not over yet$/),
      '',
    ]);
  });

  it.each([40, 60, 80, 120])('fits into %i cells', (width) => {
    const text = incidentsText({ width, paint: plainPaint }, [line, { ...line, id: 'x'.repeat(600) }]);
    // Below that the columns would say nothing.
    const most = Math.max(width, 67);
    expect(text.split('\n').filter((one) => cellsOf(one) > most)).toEqual([]);
  });

  it('says so where there is none', () => {
    expect(incidentsText(screen, [])).toBe('No incident.\n');
  });
});

it('tells times in a zone that was set, where the reader has no clock of its own', async () => {
  const { email, amazonQ, json } = topicMessage(await alertOf(TAG), 'Europe/Berlin');
  for (const text of [email, amazonQ]) {
    expect(text).toContain(' Europe/Berlin');
    expect(text).not.toContain(' UTC');
  }
  expect(json).toContain(' UTC');
});

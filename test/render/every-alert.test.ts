import type { Alert, IncidentAlert } from '../../lib/domain/incident/alert';
import { isIncidentAlert } from '../../lib/domain/incident/is-incident-alert';
import { alertTitle } from '../../lib/render/alert/alert-title';
import { subjectOf } from '../../lib/render/alert/subject-of';
import { alertEmail } from '../../lib/render/email/alert-email';
import { slackMessage } from '../../lib/render/slack/slack-message';
import { threadReply } from '../../lib/render/slack/thread-reply';
import { alertText } from '../../lib/render/terminal/alert-text';
import { cellsOf } from '../../lib/render/terminal/cells';
import { plainPaint } from '../../lib/render/terminal/paint';
import { topicMessage } from '../../lib/render/topic-message';
import { baseline, firstAlerts, notices, variantsOf } from './alert-variants';
import { faultsOf } from './slack-rules';

let alerts: readonly Alert[] = [];
let opened: readonly IncidentAlert[] = [];

beforeAll(async () => {
  opened = await firstAlerts();
  alerts = [...opened.flatMap(variantsOf), baseline, ...notices];
}, 120_000);

/** The alerts that a rule does not hold for, by id and kind. */
const offenders = (isFaulty: (alert: Alert) => boolean): readonly string[] =>
  alerts.filter(isFaulty).map(({ alertId, kind }) => `${alertId} ${kind}`);

describe('every kind of alert of every recording', () => {
  it('is made of hundreds of recorded failures', () => {
    expect(opened.length).toBeGreaterThan(300);
    expect(alerts.length).toBeGreaterThan(5_000);
  });

  it('is a message that Slack takes, with no markup but our own', () => {
    const faults = alerts.flatMap((alert) =>
      [slackMessage(alert), threadReply(alert)].flatMap(faultsOf).map((fault) => `${alert.alertId}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('has a title on one line of at most 150 characters that names the service', () => {
    expect(
      offenders((alert) => {
        const title = alertTitle(alert);
        const names = title.includes(subjectOf(alert)?.name.slice(0, 40) ?? 'ecs-medic');
        return title.length > 150 || /[\n\r]/.test(title) || !names;
      }),
    ).toEqual([]);
  });

  it('has an e-mail subject of printable ASCII on one line', () => {
    expect(offenders((alert) => !/^\[[\x20-\x7e]{1,98}$/.test(alertEmail(alert).subject))).toEqual([]);
  });

  it('fits the custom notification of Amazon Q', () => {
    const faulty = offenders((alert) => {
      const { version, source, content, metadata } = JSON.parse(topicMessage(alert).amazonQ);
      return !(
        version === '1.0' &&
        source === 'custom' &&
        content.title.length <= 250 &&
        content.description.length > 20 &&
        content.description.length <= 8_000 &&
        (content.nextSteps ?? []).every((step: string) => step.length <= 350) &&
        (content.keywords ?? []).every((word: string) => word.length > 0 && word.length <= 75) &&
        metadata.threadId === (isIncidentAlert(alert) ? alert.view.incidentId : alert.alertId)
      );
    });
    expect(faulty).toEqual([]);
  });

  it('leaves room on the topic, and has attributes that say something', () => {
    const faulty = offenders((alert) => {
      const { json, email, amazonQ, attributes } = topicMessage(alert);
      const bytes = Buffer.byteLength(JSON.stringify({ json, email, amazonQ }));
      return bytes > 200_000 || Object.values(attributes).some((value) => value === '');
    });
    expect(faulty).toEqual([]);
  });

  it('fits into 80 cells of a terminal, save commands and addresses', () => {
    const screen = { width: 80, paint: plainPaint };
    const isWhole = (line: string) => /\$ |--|https:|'|"|arn:/.test(line);
    expect(
      offenders((alert) =>
        alertText(screen, alert)
          .split('\n')
          .some((line) => cellsOf(line) > 80 && !isWhole(line)),
      ),
    ).toEqual([]);
  });

  it('says the same title in every channel', () => {
    for (const alert of alerts.slice(0, 500)) {
      const title = alertTitle(alert);
      expect(alertEmail(alert).body.split('\n')[0]).toBe(title);
      expect(JSON.parse(topicMessage(alert).json).title).toBe(title);
    }
  });
});

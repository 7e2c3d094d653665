// Writes pages that show our messages as Slack does, from recordings: node scripts/run.mjs scripts/render-slack.ts OUTDIR
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionView, Alert, IncidentAlert, IncidentView, NoticeAlert } from '../lib/domain/incident/alert';
import { asObject } from '../lib/domain/json';
import { parseRecording, type Recording } from '../lib/memory/recording';
import { slackMessage } from '../lib/render/slack/slack-message';
import { stormDigest } from '../lib/render/slack/storm-digest';
import { threadReply } from '../lib/render/slack/thread-reply';
import { recordedAlerts } from './recorded-alerts';
import { type ShownMessage, slackPage } from './slack-page';

const PHONE = 375;
const DESKTOP = 820;
const STORY = 'events/stories/first-deploys.json';

async function main(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const story = await recordedAlerts(recordingAt(STORY));
  for (const [name, messages] of pagesOf(story)) {
    writeFileSync(join(folder, `${name}.html`), slackPage(messages, DESKTOP));
    writeFileSync(join(folder, `${name}-phone.html`), slackPage(messages, PHONE));
    console.log(join(folder, `${name}.html`));
  }
}

function pagesOf(story: readonly IncidentAlert[]): ReadonlyMap<string, readonly ShownMessage[]> {
  const placeholder = firstOf(story, 'image-placeholder');
  const configuration = firstOf(story, 'exit-missing-configuration');
  const port = firstOf(story, 'elb-port-mismatch');
  const secret = firstOf(story, 'secret-access-denied');
  const opened = withView(configuration, { deployment: 'failed' });
  const updated: IncidentAlert = {
    ...withView(opened, {
      causes: [...secret.view.causes, ...configuration.view.causes],
      stops: 12,
      lastStopAt: secret.at,
      revision: 4,
    }),
    kind: 'cause-added',
    at: secret.at,
  };
  const closedAt = secret.at + 11 * 60_000;
  const resolved: IncidentAlert = {
    ...withView(updated, {
      state: 'resolved',
      closedAt,
      closedBecause: 'steady state with 3 of 3 running',
      running: 3,
      revision: 5,
    }),
    kind: 'resolved',
    at: closedAt,
  };
  const baseline: Alert = {
    kind: 'digest',
    alertId: 'digest/1',
    at: placeholder.at,
    watching: 42,
    failing: ['orders-api', 'search', 'nightly-import'].map((name, index) => ({
      subject: { kind: 'service', cluster: 'production', name },
      what: index === 1 ? 'no healthy target' : '0 of 2 running',
    })),
  };
  const storm = stormDigest({
    since: placeholder.at,
    incidents: STORM.map((name, index) => ({
      incidentId: `production/${name}#1`,
      cause: index % 4 === 3 ? 'image-pull-network' : 'image-tag-not-found',
      title: `${name} (production): image tag 2.0.0 does not exist`,
    })),
  });
  const zeroAt = secret.at + 4 * 60_000;
  const target = updated.view.subject;
  const service = `--cluster ${target.cluster} --service ${target.name}`;
  const wayBack = [
    `ecs-medic restore ${service} --region eu-central-1`,
    `aws ecs update-service ${service} --desired-count 3 --region eu-central-1`,
  ];
  const observed: ActionView = {
    at: secret.at + 60_000,
    title: 'would scale to zero',
    text: 'ecs-medic would have begun to scale to zero now, but ecs-medic runs in observe mode.',
  };
  const cost = { usd: 0.42, arithmetic: [] };
  const wouldHave: IncidentAlert = {
    ...withView(updated, { actions: [observed], cost, revision: 5 }),
    kind: 'update',
    at: observed.at,
  };
  const zero: ActionView = {
    at: zeroAt,
    title: 'put to zero, 3 before',
    text: 'ecs-medic put it to zero (3 before): its desired count reads 0.',
    command: wayBack.join('\n'),
    loud: true,
  };
  const held: IncidentAlert = {
    ...withView(updated, {
      state: 'held',
      closedAt: zeroAt,
      closedBecause: 'ecs-medic set its desired count to 0',
      actions: [zero],
      hold: { owner: 'incident', remembered: 3 },
      cost,
      revision: 5,
    }),
    kind: 'action',
    at: zeroAt,
  };
  const later: IncidentAlert = { ...withView(held, { revision: 6 }), kind: 'update', at: zeroAt + 120_000 };
  const released: NoticeAlert = {
    kind: 'notice',
    alertId: 'notice/40817264-5f0c11aa',
    at: zeroAt + 3_600_000,
    notice: {
      noticeId: '40817264',
      at: zeroAt + 3_600_000,
      subject: target,
      severity: 'warning',
      title: 'your release is deployed at 0 tasks',
      lines: [
        `The deployment of ${target.name}:12 completed at 0 tasks: ecs-medic put it to zero while it crashed, and nobody restored the count of 3.`,
        'A deployment at 0 always completes, so nothing says yet whether the release works.',
      ],
      commands: wayBack,
    },
    account: '111122223333',
    region: 'eu-central-1',
  };
  const shown = (alert: Alert): ShownMessage => ({ ...slackMessage(alert), at: alert.at });
  /** An edited message keeps the time at which it was posted. */
  const edited = (alert: Alert): ShownMessage => ({ ...slackMessage(alert), at: opened.at, edited: true });
  return new Map([
    ['opened', [shown(opened)]],
    ['opened-others', [shown(placeholder), shown(port)]],
    ['updated', [edited(updated), { ...threadReply(updated), at: updated.at }]],
    ['resolved', [edited(resolved), { ...threadReply(resolved), at: resolved.at }]],
    ['would-have', [edited(wouldHave)]],
    ['action', [edited(held), { ...threadReply(held), at: held.at }]],
    ['held', [edited(later)]],
    ['notice', [shown(released)]],
    ['acted', [{ ...threadReply(held), at: held.at }, shown(released)]],
    ['digest', [shown(baseline), { ...storm, at: baseline.at + 120_000 }]],
  ]);
}

const STORM = 'catalog,checkout,orders-api,payments,search,cart,users,mail,stock,prices,reviews,export'.split(',');

function recordingAt(path: string): Recording {
  const recording = parseRecording(asObject(JSON.parse(readFileSync(path, 'utf8'))), path);
  if ('problem' in recording) throw new Error(`${path}: ${recording.problem}`);
  return recording;
}

function firstOf(alerts: readonly IncidentAlert[], cause: string): IncidentAlert {
  const found = alerts.find(({ view }) => view.causes[0]?.cause === cause);
  if (found === undefined) throw new Error(`${STORY} has no ${cause}`);
  return found;
}

const withView = (alert: IncidentAlert, view: Partial<IncidentView>): IncidentAlert => ({
  ...alert,
  view: { ...alert.view, ...view },
});

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/run.mjs scripts/render-slack.ts OUTDIR');
  process.exit(2);
}
void main(folder);

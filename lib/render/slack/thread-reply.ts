import type { KnownBlock } from '@slack/types';
import type { Alert, IncidentAlert } from '../../domain/incident/alert';
import { isIncidentAlert } from '../../domain/incident/is-incident-alert';
import type { AlertPart } from '../alert/alert-part';
import { alertParts } from '../alert/alert-parts';
import { alertTitle } from '../alert/alert-title';
import { doneParts, loudActionOf } from '../alert/done-parts';
import { signOf } from '../alert/incident-sign';
import { LARGEST_MESSAGE, type SlackMessage, section, sizeOf } from './blocks';
import { escapeSlack } from './escape-slack';
import { partBlock } from './part-block';
import { factsText, slackMessage, slackText } from './slack-message';

/** Only what is new: the message above shows all the rest. Below `opened` stands what it has no room for. */
const NEWS: Readonly<Record<IncidentAlert['kind'], readonly AlertPart['name'][]>> = {
  opened: ['else', 'checked', 'unseen'],
  'cause-added': ['why', 'next'],
  escalated: [],
  reminder: ['next'],
  action: [],
  resolved: ['over'],
  update: ['over'],
};

/** A short reply in the thread of the incident's message, for what happened since. */
export function threadReply(alert: Alert): SlackMessage {
  if (!isIncidentAlert(alert)) return slackMessage(alert);
  const text = slackText(alert);
  const build = (scale: number): SlackMessage => ({ text, blocks: replyBlocks(alert, scale) });
  const whole = build(1);
  return sizeOf(whole) <= LARGEST_MESSAGE ? whole : build(SHORTER);
}

const SHORTER = 0.4;

function replyBlocks(alert: IncidentAlert, scale: number): readonly KnownBlock[] {
  const title = escapeSlack(alertTitle(alert).replaceAll('*', ''));
  return [
    section(`${signOf(alert).emoji} *${title}*\n${factsText(alert)}`),
    ...newsOf(alert).map((part) => partBlock(part, scale)),
  ];
}

function newsOf(alert: IncidentAlert): readonly AlertPart[] {
  if (alert.kind !== 'action') return alertParts(alert).filter(({ name }) => NEWS[alert.kind].includes(name));
  const action = loudActionOf(alert.view);
  return action === undefined ? [] : doneParts([action]);
}

import type { HoldOwner } from '../domain/action/hold';
import type {
  ActionView,
  Alert,
  CauseView,
  DigestAlert,
  IncidentAlert,
  IncidentCost,
  IncidentView,
  NoticeAlert,
} from '../domain/incident/alert';
import type { IncidentState, Severity } from '../domain/incident/incident';
import type { Notice } from '../domain/incident/notice';
import type { Subject } from '../domain/incident/subject';
import { asObject, defined, type JsonObject } from '../domain/json';
import { ALERT_SCHEMA } from '../render/alert-json';
import { Form, shown } from './form';
import { parseBody } from './parse-body';
import { causeIn, diagnosisRecordIn } from './parse-diagnosis-record';

const KINDS: readonly [Alert['kind'], ...Alert['kind'][]] = [
  'opened',
  'cause-added',
  'escalated',
  'reminder',
  'action',
  'resolved',
  'update',
  'digest',
  'notice',
];
const STATES: readonly [IncidentState, ...IncidentState[]] = [
  'open',
  'recovering',
  'resolved',
  'rolled-back',
  'held',
  'deleted',
  'expired',
];
const SEVERITIES: readonly [Severity, ...Severity[]] = ['info', 'warning', 'error', 'critical'];
const HOLD_OWNERS: readonly [HoldOwner, ...HoldOwner[]] = ['incident', 'schedule', 'person'];
const MOST_PROBLEMS = 3;

/**
 * An alert of ours out of a queue: the JSON that the topic carries, raw or in the envelope of SNS. Anything else is told
 * as what was expected and what came.
 */
export function parseAlert(body: string): Alert | { readonly problem: string } {
  const outer = parsed(body);
  if (outer === undefined) return { problem: `expected the JSON of an alert (${ALERT_SCHEMA}), got no JSON object` };
  const isEnvelope = outer['Type'] === 'Notification' && typeof outer['Message'] === 'string';
  const alert = isEnvelope ? parsed(String(outer['Message'])) : outer;
  if (alert === undefined)
    return { problem: `expected the Message of SNS to be the JSON of an alert (${ALERT_SCHEMA}), got no JSON object` };
  if (alert['schema'] !== ALERT_SCHEMA)
    return {
      problem: `expected "schema" to be ${ALERT_SCHEMA}, got ${alert['schema'] === undefined ? 'none' : shown(alert['schema'])}: it is no alert of ecs-medic, or of another version`,
    };
  const form = new Form();
  const read = alertIn(form, alert);
  const [first, ...more] = form.problems;
  if (first === undefined) return read;
  const others =
    more.length < MOST_PROBLEMS
      ? more
      : [...more.slice(0, MOST_PROBLEMS - 1), `and ${more.length - MOST_PROBLEMS + 1} more`];
  return { problem: [first, ...others].join('; ') };
}

function parsed(text: string): JsonObject | undefined {
  const body = parseBody(text);
  return 'problem' in body ? undefined : asObject(body.value);
}

function alertIn(form: Form, alert: JsonObject): Alert {
  const kind = form.oneOf(alert['kind'], 'kind', KINDS);
  const alertId = form.text(alert['alertId'], 'alertId');
  const at = form.time(alert['at'], 'at');
  const isTest = form.optional(alert, 'isTest', '', (one, path) => form.flag(one, path));
  const head = { alertId, at, ...(isTest === true ? { isTest } : {}) } as const;
  if (kind === 'notice') return noticeIn(form, alert, head);
  if (kind !== 'digest') {
    const incident: IncidentAlert = { kind, ...head, view: viewIn(form, alert['view']) };
    return incident;
  }
  return defined({
    kind,
    ...head,
    watching: form.count(alert['watching'], 'watching'),
    failing: form.list(alert['failing'], 'failing', (one, path) => {
      const { subject, what } = form.object(one, path);
      return { subject: subjectIn(form, subject, `${path}.subject`), what: form.text(what, `${path}.what`) };
    }),
    more: form.optional(alert, 'more', '', (one, path) => form.count(one, path)),
  }) as DigestAlert;
}

function noticeIn(form: Form, alert: JsonObject, head: Pick<Alert, 'alertId' | 'at' | 'isTest'>): NoticeAlert {
  const notice = form.object(alert['notice'], 'notice');
  const text = (one: unknown, path: string) => form.text(one, path);
  return defined({
    kind: 'notice',
    ...head,
    notice: defined({
      noticeId: form.text(notice['noticeId'], 'notice.noticeId'),
      at: form.time(notice['at'], 'notice.at'),
      subject: form.optional(notice, 'subject', 'notice', (one, path) => subjectIn(form, one, path)),
      severity: form.oneOf(notice['severity'], 'notice.severity', SEVERITIES),
      title: form.text(notice['title'], 'notice.title'),
      lines: form.list(notice['lines'], 'notice.lines', text),
      commands: form.list(notice['commands'], 'notice.commands', text),
    }) as Notice,
    channel: form.optional(alert, 'channel', '', text),
    account: form.optional(alert, 'account', '', text),
    region: form.optional(alert, 'region', '', text),
    partition: form.optional(alert, 'partition', '', text),
  }) as NoticeAlert;
}

function viewIn(form: Form, value: unknown): IncidentView {
  const view = form.object(value, 'view');
  const count = (one: unknown, path: string) => form.count(one, path);
  const time = (one: unknown, path: string) => form.time(one, path);
  const text = (one: unknown, path: string) => form.text(one, path);
  return defined({
    incidentId: form.text(view['incidentId'], 'view.incidentId'),
    revision: form.count(view['revision'], 'view.revision'),
    subject: subjectIn(form, view['subject'], 'view.subject'),
    state: form.oneOf(view['state'], 'view.state', STATES),
    flapping: form.flag(view['flapping'], 'view.flapping'),
    baseline: form.flag(view['baseline'], 'view.baseline'),
    severity: form.oneOf(view['severity'], 'view.severity', SEVERITIES),
    causes: form.list(view['causes'], 'view.causes', (one, path) => causeViewIn(form, one, path)),
    stops: form.count(view['stops'], 'view.stops'),
    openedAt: form.time(view['openedAt'], 'view.openedAt'),
    lastStopAt: form.optional(view, 'lastStopAt', 'view', time),
    closedAt: form.optional(view, 'closedAt', 'view', time),
    closedBecause: form.optional(view, 'closedBecause', 'view', text),
    running: form.optional(view, 'running', 'view', count),
    desired: form.optional(view, 'desired', 'view', count),
    deployment: form.optional(view, 'deployment', 'view', (one, path) =>
      form.oneOf(one, path, ['failed', 'rolling-back'] as const),
    ),
    channel: form.optional(view, 'channel', 'view', text),
    account: form.optional(view, 'account', 'view', text),
    region: form.optional(view, 'region', 'view', text),
    partition: form.optional(view, 'partition', 'view', text),
    actions: form.list(view['actions'], 'view.actions', (one, path) => actionIn(form, one, path)),
    hold: form.optional(view, 'hold', 'view', (one, path) => {
      const { owner, remembered } = form.object(one, path);
      return {
        owner: form.oneOf(owner, `${path}.owner`, HOLD_OWNERS),
        remembered: form.count(remembered, `${path}.remembered`),
      };
    }),
    cost: form.optional(view, 'cost', 'view', (one, path) => costIn(form, one, path)),
  }) as IncidentView;
}

function actionIn(form: Form, value: unknown, path: string): ActionView {
  const action = form.object(value, path);
  const text = (one: unknown, at: string) => form.text(one, at);
  return defined({
    at: form.time(action['at'], `${path}.at`),
    title: form.optional(action, 'title', path, text),
    text: form.text(action['text'], `${path}.text`),
    command: form.optional(action, 'command', path, text),
    loud: form.optional(action, 'loud', path, (one, at) => form.flag(one, at)) === true ? true : undefined,
  }) as ActionView;
}

function costIn(form: Form, value: unknown, path: string): IncidentCost {
  const { usd, arithmetic } = form.object(value, path);
  return {
    usd: form.amount(usd, `${path}.usd`),
    arithmetic: form.list(arithmetic, `${path}.arithmetic`, (one, at) => form.text(one, at)),
  };
}

export function subjectIn(form: Form, value: unknown, path: string): Subject {
  const { kind, cluster, name } = form.object(value, path);
  return {
    kind: form.oneOf(kind, `${path}.kind`, ['service', 'family'] as const),
    cluster: form.text(cluster, `${path}.cluster`),
    name: form.text(name, `${path}.name`),
  };
}

function causeViewIn(form: Form, value: unknown, path: string): CauseView {
  const cause = form.object(value, path);
  return defined({
    fingerprint: form.text(cause['fingerprint'], `${path}.fingerprint`),
    cause: causeIn(form, cause['cause'], `${path}.cause`),
    title: form.text(cause['title'], `${path}.title`),
    stops: form.count(cause['stops'], `${path}.stops`),
    firstAt: form.time(cause['firstAt'], `${path}.firstAt`),
    lastAt: form.time(cause['lastAt'], `${path}.lastAt`),
    isNew: form.flag(cause['isNew'], `${path}.isNew`),
    regressionOf: form.optional(cause, 'regressionOf', path, (one, at) => {
      const { incidentId, at: when } = form.object(one, at);
      return { incidentId: form.text(incidentId, `${at}.incidentId`), at: form.time(when, `${at}.at`) };
    }),
    diagnosis: form.optional(cause, 'diagnosis', path, (one, at) => diagnosisRecordIn(form, one, at)),
  }) as CauseView;
}

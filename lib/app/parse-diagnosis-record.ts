import type { CauseKind, Confidence } from '../domain/causes/cause';
import { CAUSE_IDS, type CauseGroup, type CauseId } from '../domain/causes/cause-id';
import type { ChangeRecord, DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import { defined, type JsonObject } from '../domain/json';
import type { Origin, Quote } from '../domain/text/passage';
import type { Form } from './form';

const GROUPS = Object.keys(CAUSE_IDS) as [CauseGroup, ...CauseGroup[]];
const IDS = Object.values(CAUSE_IDS).flat() as [CauseId, ...CauseId[]];
const KINDS: readonly [CauseKind, ...CauseKind[]] = ['doomed', 'transient', 'unknown', 'normal'];
const CONFIDENCES: readonly [Confidence, ...Confidence[]] = ['certain', 'likely', 'possible'];
const ORIGINS: readonly [Origin['kind'], ...Origin['kind'][]] = [
  'stop-code',
  'task-reason',
  'container-reason',
  'service-message',
  'deployment-reason',
  'service-action',
  'target-health',
  'definition',
  'log',
  'pasted',
];

export const causeIn = (form: Form, value: unknown, path: string): CauseId => form.oneOf(value, path, IDS);

/** A diagnosis as it was stored or sent; it was redacted when it was made. */
export function diagnosisRecordIn(form: Form, value: unknown, path: string): DiagnosisRecord {
  const record = form.object(value, path);
  const text = (key: string) => form.text(record[key], `${path}.${key}`);
  const texts = (key: string) => form.list(record[key], `${path}.${key}`, (one, at) => form.line(one, at));
  const optional = (key: string) => form.optional(record, key, path, (one, at) => form.text(one, at));
  const number = (key: string) => form.optional(record, key, path, (one, at) => form.integer(one, at));
  return defined({
    cause: causeIn(form, record['cause'], `${path}.cause`),
    title: text('title'),
    group: form.oneOf(record['group'], `${path}.group`, GROUPS),
    kind: form.oneOf(record['kind'], `${path}.kind`, KINDS),
    confidence: form.oneOf(record['confidence'], `${path}.confidence`, CONFIDENCES),
    headline: optional('headline'),
    summary: text('summary'),
    next: text('next'),
    command: optional('command'),
    quotes: form.list(record['quotes'], `${path}.quotes`, (one, at) => quoteIn(form, one, at)),
    chain: texts('chain'),
    notes: texts('notes'),
    variables: texts('variables'),
    changed: form.optional(record, 'changed', path, (one, at) => changeIn(form, one, at)),
    alternatives: form.list(record['alternatives'], `${path}.alternatives`, (one, at) => {
      const other = form.object(one, at);
      return {
        cause: causeIn(form, other['cause'], `${at}.cause`),
        title: form.text(other['title'], `${at}.title`),
        confidence: form.oneOf(other['confidence'], `${at}.confidence`, CONFIDENCES),
      };
    }),
    unchecked: form.list(record['unchecked'], `${path}.unchecked`, (one, at) => {
      const { what, reason } = form.object(one, at);
      return { what: form.line(what, `${at}.what`), reason: form.line(reason, `${at}.reason`) };
    }),
    container: optional('container'),
    exitCode: number('exitCode'),
    taskId: optional('taskId'),
    family: optional('family'),
    revision: number('revision'),
    log: form.optional(record, 'log', path, (one, at) => {
      const { group, stream } = form.object(one, at);
      return { group: form.text(group, `${at}.group`), stream: form.text(stream, `${at}.stream`) };
    }),
    hidden: form.count(record['hidden'], `${path}.hidden`),
  }) as unknown as DiagnosisRecord;
}

function quoteIn(form: Form, value: unknown, path: string): Quote {
  const quote = form.object(value, path);
  return {
    text: form.line(quote['text'], `${path}.text`),
    origin: originIn(form, form.object(quote['origin'], `${path}.origin`), `${path}.origin`),
  };
}

function originIn(form: Form, origin: JsonObject, path: string): Origin {
  const kind = form.oneOf(origin['kind'], `${path}.kind`, ORIGINS);
  const text = (one: unknown, at: string) => form.text(one, at);
  switch (kind) {
    case 'container-reason':
      return { kind, container: form.text(origin['container'], `${path}.container`) };
    case 'log':
      return defined({
        kind,
        container: form.text(origin['container'], `${path}.container`),
        stream: form.optional(origin, 'stream', path, text),
      }) as Origin;
    case 'definition':
      return defined({ kind, container: form.optional(origin, 'container', path, text) }) as Origin;
    case 'service-message':
      return defined({ kind, at: form.optional(origin, 'at', path, (one, at) => form.time(one, at)) }) as Origin;
    default:
      return { kind };
  }
}

function changeIn(form: Form, value: unknown, path: string): ChangeRecord {
  const changed = form.object(value, path);
  return defined({
    since: form.optional(changed, 'since', path, (one, at) => form.count(one, at)),
    basis: form.oneOf(changed['basis'], `${path}.basis`, ['completed', 'previous'] as const),
    changes: form.list(changed['changes'], `${path}.changes`, (one, at) => {
      const { text, blamed } = form.object(one, at);
      return { text: form.line(text, `${at}.text`), blamed: form.flag(blamed, `${at}.blamed`) };
    }),
    more: form.count(changed['more'], `${path}.more`),
  }) as ChangeRecord;
}

import type { CheckedDefinition } from '../domain/check/checked-definition';
import type { Finding } from '../domain/check/finding';
import type { FindingId } from '../domain/check/finding-id';
import { redact } from '../domain/redaction/redact';
import { cleanText, cutText } from '../render/clean-text';
import type { NotChecked } from './check-in-account';

/** Version of the form, raised where a reader could misread the new one. */
export const CHECK_SCHEMA = 'ecs-medic.check/1';

/** A finding as it may be shown: without secrets, each text one clean line but for the snippet. */
export interface ToldFinding extends Finding {
  /** Path of a page of this project. */
  readonly page: string;
}

export interface DefinitionReport {
  /** As it was given; `-` for standard input. */
  readonly file: string;
  readonly definition: string;
  readonly findings: readonly ToldFinding[];
  readonly notChecked: readonly NotChecked[];
  /** Findings that were left out as asked. */
  readonly ignored: number;
}

/** What a check says, for programs. */
export interface CheckReport {
  readonly schema: typeof CHECK_SCHEMA;
  readonly errors: number;
  readonly warnings: number;
  readonly definitions: readonly DefinitionReport[];
  readonly unusable: readonly { readonly file: string; readonly error: string }[];
}

const LONGEST_SENTENCE = 700;
const LONGEST_LINE = 1_500;
const MOST_LINES = 40;

export function checkReport(definitions: readonly DefinitionReport[], unusable: CheckReport['unusable']): CheckReport {
  const all = definitions.flatMap(({ findings }) => findings);
  return {
    schema: CHECK_SCHEMA,
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    definitions,
    unusable: unusable.map(({ file, error }) => ({ file, error: sentence(error) })),
  };
}

export interface ReportInput {
  readonly file: string;
  readonly checked: CheckedDefinition;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly ignore: ReadonlySet<FindingId>;
}

export function definitionReport({ file, checked, findings, notChecked, ignore }: ReportInput): DefinitionReport {
  const kept = findings.filter(({ id }) => !ignore.has(id));
  return {
    file,
    definition: sentence(checked.name),
    findings: kept.map(told),
    notChecked: notChecked.map(({ what, reason }) => ({ what: sentence(what), reason: sentence(reason) })),
    ignored: findings.length - kept.length,
  };
}

function told({ id, severity, container, what, why, fix, command, snippet, cause }: Finding): ToldFinding {
  return {
    id,
    severity,
    ...(container === undefined ? {} : { container: sentence(container) }),
    what: sentence(what),
    why: sentence(why),
    fix: sentence(fix),
    ...(command === undefined ? {} : { command: line(command) }),
    ...(snippet === undefined ? {} : { snippet: linesOf(snippet) }),
    ...(cause === undefined ? {} : { cause }),
    page: cause === undefined ? 'docs/check.md' : `docs/causes/${cause}.md`,
  };
}

const sentence = (text: string): string => cutText(redact(cleanText(text)).text, LONGEST_SENTENCE);
const line = (text: string): string => cutText(redact(cleanText(text)).text, LONGEST_LINE);

/** Redacted as a whole, since a name and its value may stand on two lines; then cleaned line by line. */
const linesOf = (text: string): string =>
  redact(text)
    .text.split('\n')
    .slice(0, MOST_LINES)
    .map((one) => `${/^ */.exec(one)?.[0] ?? ''}${cutText(cleanText(one), LONGEST_LINE)}`)
    .join('\n');

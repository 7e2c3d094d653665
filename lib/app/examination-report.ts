import type { DeploymentPlace } from '../domain/doctor/deployment-place';
import type { PartHealth, PartState } from '../domain/doctor/part-health';
import { redact } from '../domain/redaction/redact';
import { cleanText, cutText } from '../render/clean-text';

/** Version of the form, raised where a reader could misread the new one. */
export const DOCTOR_SCHEMA = 'ecs-medic.doctor/1';

/** What an examination found, for programs. The form is a contract: docs/doctor.schema.json. */
export interface ExaminationReport {
  readonly schema: typeof DOCTOR_SCHEMA;
  readonly stack: string;
  readonly region: string;
  /** ISO time. */
  readonly at: string;
  readonly counts: Readonly<Record<PartState, number>>;
  readonly parts: readonly PartHealth[];
}

const LONGEST_SENTENCE = 700;
const LONGEST_COMMAND = 1_500;

export function examinationReport(
  { stack, region }: DeploymentPlace,
  at: number,
  parts: readonly PartHealth[],
): ExaminationReport {
  const count = (state: PartState): number => parts.filter((part) => part.state === state).length;
  return {
    schema: DOCTOR_SCHEMA,
    stack,
    region,
    at: new Date(at).toISOString(),
    counts: {
      ok: count('ok'),
      warning: count('warning'),
      failed: count('failed'),
      'not-checked': count('not-checked'),
    },
    parts: parts.map(told),
  };
}

/** As it may be shown: reasons of alarms, of Lambda and of Slack come from outside. */
const told = ({ part, seen, fixes, commands, ...rest }: PartHealth): PartHealth => ({
  ...rest,
  part: line(part, LONGEST_SENTENCE),
  seen: line(seen, LONGEST_SENTENCE),
  fixes: fixes.map((fix) => line(fix, LONGEST_SENTENCE)),
  commands: commands.map((command) => line(command, LONGEST_COMMAND)),
});

const line = (text: string, longest: number): string => cutText(redact(cleanText(text)).text, longest);

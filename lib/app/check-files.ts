import type { CheckContext } from '../domain/check/check-context';
import { checkDefinition, inOrder } from '../domain/check/check-definition';
import { type CheckedDefinition, parseCheckedDefinition } from '../domain/check/checked-definition';
import type { FindingId } from '../domain/check/finding-id';
import { asArray, asObject } from '../domain/json';
import { checkInAccount } from './check-in-account';
import type { CheckPorts } from './check-ports';
import { type CheckReport, checkReport, type DefinitionReport, definitionReport } from './check-report';

/** A value out of a file, or why there is none. */
export type CheckInput = { readonly file: string } & ({ readonly value: unknown } | { readonly error: string });

export interface CheckOptions {
  readonly inputs: readonly CheckInput[];
  /** Revisions to compare with, by family. */
  readonly previous: readonly CheckedDefinition[];
  readonly context: Omit<CheckContext, 'previous'>;
  readonly ignore: ReadonlySet<FindingId>;
  /** Absent: nothing is asked of AWS. */
  readonly ports?: CheckPorts;
}

/** Checks every definition of every input. What is none is told beside them. */
export async function checkFiles({ inputs, previous, context, ignore, ports }: CheckOptions): Promise<CheckReport> {
  const reports: DefinitionReport[] = [];
  const unusable: { readonly file: string; readonly error: string }[] = [];
  const definitions = inputs.flatMap(definitionsIn);
  for (const one of definitions) {
    if ('error' in one) {
      unusable.push(one);
      continue;
    }
    const { file, checked } = one;
    const before = previous.find(({ definition }) => definition.family === checked.definition.family);
    const whole: CheckContext = before === undefined ? context : { ...context, previous: before };
    const offline = checkDefinition(checked, whole);
    const live = ports === undefined ? NOTHING : await checkInAccount(checked, whole, ports);
    const findings = inOrder([...offline, ...live.findings]);
    reports.push(definitionReport({ file, checked, findings, notChecked: live.notChecked, ignore }));
  }
  return checkReport(reports, unusable);
}

const NOTHING = { findings: [], notChecked: [] };

type FoundDefinition =
  | { readonly file: string; readonly checked: CheckedDefinition }
  | { readonly file: string; readonly error: string };

/** The definitions of one value: one, or a list of whole ones. */
export function definitionsIn(input: CheckInput): readonly FoundDefinition[] {
  const { file } = input;
  if ('error' in input) return [{ file, error: input.error }];
  const list = asArray(input.value);
  const values = list.length > 0 && list.every(isWhole) ? list : [input.value];
  return values.map((value) => {
    const parsed = parseCheckedDefinition(value);
    return 'checked' in parsed ? { file, checked: parsed.checked } : { file, error: parsed.problem };
  });
}

function isWhole(value: unknown): boolean {
  const object = asObject(value);
  return object?.['containerDefinitions'] !== undefined || object?.['taskDefinition'] !== undefined;
}

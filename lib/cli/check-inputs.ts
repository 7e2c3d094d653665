import { type CheckInput, definitionsIn } from '../app/check-files';
import { parseCheckedService, parseTargetGroups } from '../app/parse-check-context';
import type { CheckContext } from '../domain/check/check-context';
import type { CheckedDefinition } from '../domain/check/checked-definition';
import { readValues } from './input/read-values';

/** The files beside the definitions, by option. */
export interface BesideFiles {
  readonly against?: string;
  readonly service?: string;
  readonly targetGroup?: string;
}

export interface Beside extends Pick<CheckContext, 'service' | 'targetGroups' | 'onFargate'> {
  readonly previous: readonly CheckedDefinition[];
  /** What is wrong with the files, a sentence each. */
  readonly problems: readonly string[];
}

/** The values of the files that are to be checked. */
export async function readCheckInputs(files: readonly string[]): Promise<readonly CheckInput[]> {
  const inputs: CheckInput[] = [];
  for (const file of files) for (const found of await readValues(file)) inputs.push({ file, ...found });
  return inputs;
}

/** What is known beside the definitions, and what is wrong with it. */
export async function readBeside({ against, service, targetGroup }: BesideFiles): Promise<Beside> {
  const problems: string[] = [];
  const previous = against === undefined ? [] : (await readCheckInputs([against])).flatMap(definitionsIn);
  for (const one of previous) if ('error' in one) problems.push(`--against ${against}: ${one.error}`);
  const ofService = await oneOf('--service', service, parseCheckedService, problems);
  const groups = await oneOf('--target-group', targetGroup, parseTargetGroups, problems);
  return {
    previous: previous.flatMap((one) => ('checked' in one ? one.checked : [])),
    ...(ofService === undefined ? {} : { service: ofService.service }),
    onFargate: ofService?.onFargate === true,
    targetGroups: groups ?? [],
    problems,
  };
}

type Parse<T> = (value: unknown) => { readonly value: T } | { readonly problem: string };

async function oneOf<T>(
  option: string,
  file: string | undefined,
  parse: Parse<T>,
  problems: string[],
): Promise<T | undefined> {
  if (file === undefined) return undefined;
  const [found, ...more] = await readValues(file);
  const parsed =
    found === undefined || 'error' in found
      ? { problem: found?.error ?? 'it is empty: expected JSON' }
      : more.length > 0
        ? { problem: 'expected one JSON value, got several' }
        : parse(found.value);
  if ('value' in parsed) return parsed.value;
  problems.push(`${option} ${file}: ${parsed.problem}`);
  return undefined;
}

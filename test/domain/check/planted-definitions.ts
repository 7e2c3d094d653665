import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFiles } from '../../../lib/app/check-files';
import type { CheckReport } from '../../../lib/app/check-report';
import { parseCheckedService, parseTargetGroups } from '../../../lib/app/parse-check-context';
import { parseCheckedDefinition } from '../../../lib/domain/check/checked-definition';
import type { FindingId } from '../../../lib/domain/check/finding-id';
import { asObject, asObjects } from '../../../lib/domain/json';

/** A definition with what is known beside it, and what is to be found. */
export interface Planted {
  readonly name: string;
  readonly definition: unknown;
  /** The ids that are to be found, and no others. */
  readonly expect: readonly FindingId[];
  readonly against?: unknown;
  readonly service?: unknown;
  readonly targetGroups?: readonly unknown[];
  readonly targetPort?: number;
  readonly region?: string;
}

/** Definitions of a folder beside this file; all are composed. */
export const definitionsIn = (folder: 'faulty' | 'sound'): readonly Planted[] =>
  readdirSync(join(__dirname, 'definitions', folder))
    .sort()
    .map((file) => ({
      ...(JSON.parse(readFileSync(join(__dirname, 'definitions', folder, file), 'utf8')) as Planted),
      name: file.replace('.json', ''),
    }));

const story = asObject(
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'events', 'stories', 'first-deploys.json'), 'utf8')),
);
const revision = (number: number): unknown => {
  const found = asObjects(story?.['taskDefinitions']).find((one) => one['revision'] === number);
  if (found === undefined) throw new Error(`the story has no revision ${number}`);
  return found;
};

/** Revisions of the story that failed for a reason that stands in the definition. */
export const faultyRevisions: readonly Planted[] = [
  { name: 'story revision 2', definition: revision(2), expect: ['image-placeholder'] },
  {
    name: 'story revision 3, behind port 8000',
    definition: revision(3),
    targetPort: 8000,
    expect: ['port-not-mapped'],
  },
  {
    name: 'story revision 6, after revision 5',
    definition: revision(6),
    against: revision(5),
    expect: ['secret-dropped', 'secret-dropped', 'secret-dropped'],
  },
];

/** Revisions of the story that nothing was wrong with, or nothing that stands in the definition. */
export const soundRevisions: readonly Planted[] = [
  { name: 'story revision 5, after revision 4', definition: revision(5), against: revision(4), expect: [] },
  {
    name: 'story revision 7, after revision 6',
    definition: revision(7),
    against: revision(6),
    targetPort: 8000,
    targetGroups: asObjects(story?.['targetGroups']),
    expect: [],
  },
  { name: 'story revision 8, after revision 7', definition: revision(8), against: revision(7), expect: [] },
];

/** Checks a definition with everything that is known beside it. */
export function checkPlanted(planted: Planted): Promise<CheckReport> {
  const { name, definition, against, service, targetGroups, targetPort, region } = planted;
  const before = against === undefined ? undefined : parseCheckedDefinition(against);
  const serviceRead = service === undefined ? undefined : parseCheckedService(service);
  const groups = targetGroups === undefined ? undefined : parseTargetGroups({ TargetGroups: targetGroups });
  for (const read of [before, serviceRead, groups])
    if (read !== undefined && 'problem' in read) throw new Error(read.problem);
  return checkFiles({
    inputs: [{ file: name, value: definition }],
    previous: before !== undefined && 'checked' in before ? [before.checked] : [],
    context: {
      targetGroups: groups !== undefined && 'value' in groups ? groups.value : [],
      onFargate: false,
      ...(serviceRead !== undefined && 'value' in serviceRead ? serviceRead.value : {}),
      ...(targetPort === undefined ? {} : { targetPort }),
      ...(region === undefined ? {} : { region }),
    },
    ignore: new Set(),
  });
}

import type { ActionView, IncidentView } from '../../domain/incident/alert';
import { cleanText } from '../clean-text';
import type { AlertPart } from './alert-part';
import { commandGroups, OR_WITH_AWS } from './command-groups';

const MOST_NOTES = 5;
const RESTORE_WITH = 'Restore with:';
const DEPLOY_WITH = 'Deploy it again with:';

/** What was done, decided or found, oldest first, each with its commands; the same commands only where they came last. */
export function doneParts(actions: IncidentView['actions']): readonly AlertPart[] {
  const shown = actions.slice(-MOST_NOTES);
  const parts = shown.flatMap((action, index) =>
    partsOf(
      action,
      shown.slice(index + 1).some(({ command }) => command === action.command),
    ),
  );
  const [first, ...rest] = merged(parts);
  // Where people were called for nothing, nothing may have been done.
  const label = actions.some(({ loud }) => loud === true) ? 'We did' : 'Actions';
  return first === undefined ? [] : [{ ...first, label }, ...rest];
}

/** What people are called for by an alert of kind `action`. */
export const loudActionOf = ({ actions }: IncidentView): ActionView | undefined =>
  actions.findLast(({ loud }) => loud === true) ?? actions.at(-1);

function partsOf({ at, text, command }: ActionView, isRepeated: boolean): readonly AlertPart[] {
  const note: AlertPart = { name: 'done', label: '', lines: [{ text: cleanText(text), at, bullet: true }] };
  if (command === undefined || isRepeated) return [note];
  const { own, aws } = commandGroups([command]);
  // Below what was done, a bare command would read as the one that did it.
  const lead = aws.some((line) => line.includes(' --task-definition ')) ? DEPLOY_WITH : RESTORE_WITH;
  const withCode = { ...note, lines: [...note.lines, { text: lead }] };
  if (own.length === 0 || aws.length === 0) return [{ ...withCode, code: [...own, ...aws] }];
  return [
    { ...withCode, code: own },
    { name: 'done', label: OR_WITH_AWS, lines: [], code: aws },
  ];
}

/** Notes without commands stand together. */
function merged(parts: readonly AlertPart[]): readonly AlertPart[] {
  const together: AlertPart[] = [];
  for (const part of parts) {
    const last = together.at(-1);
    if (last !== undefined && last.code === undefined && part.label === '')
      together[together.length - 1] = { ...part, lines: [...last.lines, ...part.lines] };
    else together.push(part);
  }
  return together;
}

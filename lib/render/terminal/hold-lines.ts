import type { Hold, HoldOwner } from '../../domain/action/hold';
import type { Subject } from '../../domain/incident/subject';
import { nameOf } from '../alert/alert-title';
import { layOut } from './block';
import type { Screen } from './paint';

/** Whose hold it is. */
export const HOLDER: Readonly<Record<HoldOwner, string>> = {
  incident: 'ecs-medic, for an incident',
  schedule: 'its schedule',
  person: 'a person',
};

/** A held service and what ran before, in one item; `since` in words. */
export function holdLines(
  screen: Screen,
  { subject, hold }: { readonly subject: Subject; readonly hold: Hold },
  since: string,
  mark = '- ',
): readonly string[] {
  const { remembered, scalableTarget, owner } = hold;
  const scaling = scalableTarget === undefined ? '' : `, auto scaling ${scalableTarget.min} to ${scalableTarget.max}`;
  const text = `${nameOf(subject)}: ${remembered} before${scaling}; at 0 since ${since}, by ${HOLDER[owner]}`;
  return layOut(screen, { text, mark, markStyles: ['dim'] }, 2);
}

import type { CauseView, IncidentAlert } from '../../domain/incident/alert';
import { cleanText, cutText } from '../clean-text';

/** The cause that an alert is about: the first new one where it tells of a new one, else the best. */
export const leadCauseOf = ({ kind, view: { causes } }: IncidentAlert): CauseView | undefined =>
  (kind === 'cause-added' ? causes.find(({ isNew }) => isNew) : undefined) ?? causes[0];

/** The others, best first. */
export function otherCausesOf(alert: IncidentAlert): readonly CauseView[] {
  const lead = leadCauseOf(alert);
  return alert.view.causes.filter((cause) => cause !== lead);
}

const LONGEST_NAME = 60;

/** What is wrong, with the value that matters: `image tag 1.4.2 does not exist`, `…: SECRET_KEY and 2 more`. */
export function whatIsWrong({ title, diagnosis }: Pick<CauseView, 'title' | 'diagnosis'>): string {
  if (diagnosis?.headline !== undefined) return cleanText(diagnosis.headline);
  const what = cleanText(diagnosis?.title ?? title);
  const [first, ...more] = diagnosis?.variables ?? [];
  if (first === undefined) return what;
  return `${what}: ${cutText(cleanText(first), LONGEST_NAME)}${more.length === 0 ? '' : ` and ${more.length} more`}`;
}

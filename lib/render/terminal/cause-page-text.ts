import type { Cause, CausePage } from '../../domain/causes/cause';
import { renderCausePage } from '../cause-page';
import { markdownText } from './markdown-text';
import type { Screen } from './paint';

/** The page of a cause in a terminal; its recorded examples are left to the documentation. */
export const causePageText = (screen: Screen, cause: Cause, page: CausePage): string =>
  `${markdownText(screen, renderCausePage(cause, page, []))}`;

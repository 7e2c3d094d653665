import type { Cause } from '../../domain/causes/cause';
import type { Screen } from './paint';
import { plainTable } from './plain-table';

const WIDEST_KIND = 'transient'.length;

/** All causes, group by group: id, kind, title. */
export function causeListText(screen: Screen, causes: readonly Cause[]): string {
  const groups = [...new Set(causes.map(({ group }) => group))];
  const idWidth = Math.max(...causes.map(({ id }) => id.length), 8);
  const titleWidth = Math.max(16, screen.width - idWidth - WIDEST_KIND - 4);
  const sections = groups.map((group) => {
    const rows = causes
      .filter((cause) => cause.group === group)
      .map(({ id, kind, title }) => [screen.paint(id, 'cyan'), screen.paint(kind, 'dim'), title]);
    return `${screen.paint(group, 'bold')}\n${plainTable(rows, [idWidth + 2, WIDEST_KIND + 2, titleWidth])}\n`;
  });
  return `${sections.join('\n')}\n${screen.paint('ecs-medic explain ID shows the page of a cause.', 'dim')}\n`;
}

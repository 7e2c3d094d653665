import Table from 'cli-table3';
import type { Cause } from '../../domain/causes/cause';
import type { Screen } from './paint';

const WIDEST_KIND = 'transient'.length;

/** All causes, group by group: id, kind, title. */
export function causeListText(screen: Screen, causes: readonly Cause[]): string {
  const groups = [...new Set(causes.map(({ group }) => group))];
  const idWidth = Math.max(...causes.map(({ id }) => id.length), 8);
  const titleWidth = Math.max(16, screen.width - idWidth - WIDEST_KIND - 4);
  const sections = groups.map((group) => {
    const table = new Table({
      chars: NO_LINES,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
      colWidths: [idWidth + 2, WIDEST_KIND + 2, titleWidth],
      wordWrap: true,
    });
    for (const { id, kind, title } of causes.filter((cause) => cause.group === group))
      table.push([screen.paint(id, 'cyan'), screen.paint(kind, 'dim'), title]);
    return `${screen.paint(group, 'bold')}\n${trimmed(table.toString())}\n`;
  });
  return `${sections.join('\n')}\n${screen.paint('ecs-medic explain ID shows the page of a cause.', 'dim')}\n`;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

const trimmed = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');

import type { Story } from '../story';
import { counted } from '../words';
import { layOut } from './block';
import { cellsOf, cutCells } from './cells';
import { harmless } from './harmless';
import type { Screen } from './paint';

/** The line above a world: its id, and where it is from. */
export function headingOf(screen: Screen, { id, source }: Pick<Story, 'id' | 'source'>): string {
  const name = cutCells(harmless(id), Math.max(8, screen.width - 6));
  const room = screen.width - cellsOf(name) - 5;
  const from = source === undefined || room < 16 ? '' : ` ${cutCells(harmless(source), room - 2)}`;
  const rule = '─'.repeat(Math.max(0, room - cellsOf(from)));
  return `${screen.paint('── ', 'dim')}${screen.paint(name, 'bold')}${screen.paint(`${from} ${rule}`, 'dim')}`;
}

/** Stops of which nothing at all can be said. */
export const unexplained = (screen: Screen, { unexplained: count }: Pick<Story, 'unexplained'>): readonly string[] =>
  count === 0 ? [] : layOut(screen, { text: `${counted(count, 'stop')}: nothing explains it.`, mark: '? ' });

/** Events that were left alone; with `why` one by one. */
export function leftAlone(
  screen: Screen,
  { leftAlone: all }: Pick<Story, 'leftAlone'>,
  why: boolean,
): readonly string[] {
  if (all.length === 0) return [];
  if (why)
    return [
      '',
      ...all.flatMap(({ index, because }) =>
        layOut(screen, { text: `event ${index + 1} was left alone: ${because}`, mark: '- ', styles: ['dim'] }),
      ),
    ];
  return [
    '',
    ...layOut(screen, { text: `${counted(all.length, 'event')} left alone (--why says why)`, styles: ['dim'] }),
  ];
}

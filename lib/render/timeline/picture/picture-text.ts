import { type Markup, tag } from '../markup';
import { isUnmeasured, textWidth } from './text-width';

/** Where a line of text stands: x is its left, middle or right end, y its base line. Pixels. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Class of its colour; without one, the colour of texts. */
  readonly tone?: string;
  readonly bold?: boolean;
}

/** A line of text. One in a script whose widths are not known is cut off where the room that was kept for it ends. */
export function pictureText(text: string, place: TextPlace): Markup {
  const { x, y, size, anchor = 'start', bold } = place;
  if (!isUnmeasured(text)) return lineOf(text, place);
  const width = textWidth(text, size, bold);
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  const top = y - size;
  return tag(
    'svg',
    { x: left, y: top, width, height: size * 1.4 },
    lineOf(text, { ...place, x: x - left, y: y - top }),
  );
}

const lineOf = (text: string, { x, y, size, anchor = 'start', tone = 'tl-text', bold }: TextPlace): Markup =>
  tag(
    'text',
    {
      class: tone,
      x,
      y,
      'font-size': size,
      'font-weight': bold === true ? 600 : undefined,
      'text-anchor': anchor === 'start' ? undefined : anchor,
    },
    text,
  );

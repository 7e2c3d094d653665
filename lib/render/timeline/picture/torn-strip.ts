import { coordinate, type Markup, tag } from '../markup';
import type { Stretch } from './time-scale';

/** About half of a wave, downwards; and how far its middle goes to the side. */
const HALF_WAVE = 7;
const SWING = 4;

/** A quiet gap: the picture is torn there, from top to bottom. */
export function tornStrip({ x0, x1 }: Stretch, top: number, bottom: number, words: string): Markup {
  const halves = Math.max(1, Math.round((bottom - top) / HALF_WAVE));
  const half = ((bottom - top) / halves).toFixed(3);
  const start = `M${coordinate((x0 + x1) / 2)} ${coordinate(top)}q${SWING} ${coordinate(HALF_WAVE / 2)} 0 ${half}`;
  const d = `${start}${`t0 ${half}`.repeat(halves - 1)}`;
  return tag(
    'g',
    {},
    tag('title', {}, words),
    tag('path', { class: 'tl-tear', d, 'stroke-width': x1 - x0 }),
    tag('path', { class: 'tl-gap', d, 'stroke-width': x1 - x0 - 2 }),
  );
}

import { layOut } from './block';
import type { Screen } from './paint';

/** Plain Markdown (headings, paragraphs, lists, code) for a terminal. */
export function markdownText(screen: Screen, markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const opened = /^(`{3,})/.exec(line)?.[1];
    if (opened !== undefined && (fence === undefined || opened === fence)) {
      fence = fence === undefined ? opened : undefined;
      continue;
    }
    lines.push(...(fence === undefined ? readLine(screen, line) : layOut(screen, code(line), 4)));
  }
  return lines.join('\n');
}

const code = (text: string) => ({ text, styles: ['cyan'] as const });

function readLine(screen: Screen, line: string): readonly string[] {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading !== null) {
    const top = heading[1] === '#';
    return layOut(screen, { text: top ? (heading[2] ?? '') : (heading[2] ?? '').toUpperCase(), styles: ['bold'] });
  }
  const item = /^(\s*)([-*]|\d{1,3}\.) (.*)$/.exec(line);
  if (item !== null) return emphasised(screen, layOut(screen, { text: plain(item[3] ?? ''), mark: `${item[2]} ` }, 2));
  return line === '' ? [''] : emphasised(screen, layOut(screen, { text: plain(line) }, 0));
}

/** Links show where they lead; escapes and emphasis are dropped, code keeps its marks until it is painted. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]{1,300})\]\(([^)]{1,500})\)/g, '$1 ($2)')
    .replace(/<(https?:[^>]{1,500})>/g, '$1')
    .replace(/\*\*([^*]{1,300})\*\*/g, '$1')
    .replace(/\\([\\`*_[\]<>|])/g, '$1');

/** Paints what stands between backticks, also over the end of a line; without colour the backticks stay. */
function emphasised(screen: Screen, lines: readonly string[]): readonly string[] {
  if (screen.paint('x', 'cyan') === 'x') return lines;
  let inside = false;
  return lines.map((line) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    const parts = line.slice(indent.length).split('`');
    const painted = parts.map((part, index) => {
      if (index > 0) inside = !inside;
      return inside ? screen.paint(part, 'cyan') : part;
    });
    return indent + painted.join('');
  });
}

import { textWidth } from '../../../../lib/render/timeline/picture/text-width';

/** What takes room in a picture. Pixels. */
export interface Box {
  readonly name: string;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export interface Element {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Down from the top of the picture and from its left end, by the groups and windows that it is in. */
  readonly down: number;
  readonly right: number;
  readonly parents: readonly string[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const PIECE = /<(\/?)([A-Za-z]+)((?: [A-Za-z][A-Za-z0-9:-]*="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** The elements of a document. Throws where it is no well-formed XML of the kind that we write. */
export function readPicture(svg: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  let end = 0;
  for (const match of svg.matchAll(PIECE)) {
    const [piece, slash, tag = '', attributes = '', , text] = match;
    end = match.index + piece.length;
    const inside = open.at(-1);
    if (text !== undefined) {
      if (inside === undefined && text.trim() !== '') throw new Error(`text outside the picture: ${text}`);
      if (inside !== undefined) inside.text += unescaped(text);
    } else if (slash === '/') {
      if (inside?.tag !== tag) throw new Error(`</${tag}> ends <${inside?.tag}>`);
      open.pop();
    } else {
      const read = attributesOf(attributes);
      const [, shift = '0'] = /^translate\(0 (-?[\d.]+)\)$/.exec(read.get('transform') ?? '') ?? [];
      const element = {
        tag,
        attributes: read,
        down: (inside?.down ?? 0) + Number(shift) + (tag === 'svg' ? Number(read.get('y') ?? 0) : 0),
        right: (inside?.right ?? 0) + (tag === 'svg' ? Number(read.get('x') ?? 0) : 0),
        parents: open.map((one) => one.tag),
        text: '',
      };
      elements.push(element);
      open.push(element);
    }
  }
  if (end !== svg.length || open.length > 0)
    throw new Error(`no well-formed picture from ${end}: ${svg.slice(end, end + 80)}`);
  return elements;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const read = [...text.matchAll(/ ([A-Za-z][A-Za-z0-9:-]*)="([^"<]*)"/g)].map(
    ([, name = '', value = '']) => [name, unescaped(value)] as const,
  );
  const attributes = new Map(read);
  if (attributes.size !== read.length) throw new Error(`an attribute twice: ${text}`);
  return attributes;
}

const unescaped = (text: string): string =>
  text.replace(/&([^;]*);?/g, (reference, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !reference.endsWith(';')) throw new Error(`no reference: ${reference}`);
    return character;
  });

const numberOf = (element: Element, name: string): number => {
  const value = Number(element.attributes.get(name));
  if (!Number.isFinite(value))
    throw new Error(`<${element.tag}> has no number ${name}: ${element.attributes.get(name)}`);
  return value;
};

/** The room of each line of text. */
export const textBoxes = (elements: readonly Element[]): readonly Box[] =>
  elements
    .filter(({ tag }) => tag === 'text')
    .map((element) => {
      const size = numberOf(element, 'font-size');
      const width = textWidth(element.text, size, element.attributes.get('font-weight') === '600');
      const x = numberOf(element, 'x') + element.right;
      const y = numberOf(element, 'y') + element.down;
      const anchor = element.attributes.get('text-anchor');
      const x0 = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      return { name: element.text, x0, x1: x0 + width, y0: y - size * 0.75, y1: y + size * 0.2 };
    });

/** The room of each sign: of a stop, an alert, an action, the end of a deployment; and of bars. */
export const signBoxes = (elements: readonly Element[]): readonly Box[] =>
  elements.flatMap((element) => {
    const name = element.attributes.get('class') ?? '';
    if (!/\btl-(?:sign|normal|bubble|action|icon|bar|incident-over)\b/.test(name)) return [];
    return [boxOf(element, name)];
  });

function boxOf(element: Element, name: string): Box {
  const { tag, down } = element;
  if (tag === 'rect') {
    const [x, y] = [numberOf(element, 'x'), numberOf(element, 'y') + down];
    return { name, x0: x, x1: x + numberOf(element, 'width'), y0: y, y1: y + numberOf(element, 'height') };
  }
  if (tag === 'circle') {
    const [x, y, r] = [numberOf(element, 'cx'), numberOf(element, 'cy') + down, numberOf(element, 'r')];
    return { name, x0: x - r, x1: x + r, y0: y - r, y1: y + r };
  }
  const points = tag === 'polygon' ? pointsOf(element) : pathPoints(element.attributes.get('d') ?? '');
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y + down)];
  return { name, x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
}

const pointsOf = (element: Element): readonly (readonly [number, number])[] =>
  (element.attributes.get('points') ?? '').split(' ').map((pair) => {
    const [x, y] = pair.split(',').map(Number);
    return [x ?? Number.NaN, y ?? Number.NaN] as const;
  });

/** The corners of a path of the commands M, L, H, V, Q and Z. */
export function pathPoints(d: string): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', list = ''] of d.matchAll(/([MLHVQZ])([^MLHVQZ]*)/g)) {
    const numbers = list
      .split(/[ ,]/)
      .filter((one) => one !== '')
      .map(Number);
    if (numbers.some((one) => !Number.isFinite(one))) throw new Error(`no path: ${d}`);
    if (command === 'Z') continue;
    if (command === 'H') x = numbers[0] ?? x;
    else if (command === 'V') y = numbers[0] ?? y;
    else [x, y] = [numbers.at(-2) ?? x, numbers.at(-1) ?? y];
    points.push([x, y]);
  }
  return points;
}

/** Pairs that share more than a hair of room. */
export function overlapping(boxes: readonly Box[], others: readonly Box[] = boxes): readonly string[] {
  const pairs: string[] = [];
  for (const [index, one] of boxes.entries())
    for (const other of boxes === others ? boxes.slice(index + 1) : others)
      if (share(one.x0, one.x1, other.x0, other.x1) && share(one.y0, one.y1, other.y0, other.y1))
        pairs.push(`${words(one)} and ${words(other)}`);
  return pairs;
}

const HAIR = 0.2;
const share = (from: number, to: number, otherFrom: number, otherTo: number): boolean =>
  Math.min(to, otherTo) - Math.max(from, otherFrom) > HAIR;

const words = ({ name, x0, x1, y0, y1 }: Box): string =>
  `${name} (${[x0, x1, y0, y1].map((one) => one.toFixed(1)).join(' ')})`;

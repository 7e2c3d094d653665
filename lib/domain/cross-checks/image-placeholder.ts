import { isOfficial, parseImage } from './image-reference';

/** A part of an image string that somebody was to replace. */
export interface ImagePlaceholder {
  /** The part, as it stands in the image. */
  readonly part: string;
  readonly where: 'registry' | 'repository' | 'tag' | 'image';
  /** No registry can have been asked for such a string: it has characters that a reference cannot have. */
  readonly impossible?: true;
}

const TEMPLATE =
  /\$\{[^}]{0,100}\}?|\$\([^)]{0,100}\)?|\$[A-Za-z_]\w{0,60}|\{\{[^}]{0,100}(?:\}\})?|<[A-Za-z_ -]{1,60}>|%[A-Z_]{2,60}%|#\{[^}]{0,60}\}?/;
const TO_REPLACE =
  'replace[-_.]?(?:me|this|with[-_.\\w]{0,60})|change[-_.]?(?:me|this)|to[-_]be[-_]replaced|placeholder|insert[-_][-_\\w]{0,60}|fixme|todo|tbd';
const YOURS =
  'your(?:[-_.][\\w.-]{1,80}|(?:docker(?:hub)?|user|account|org|company|registry|repo|image|name|app|project|namespace)\\w{0,40})';
const SEGMENT = new RegExp(
  `^(?:${YOURS}|${TO_REPLACE}|example|example[-_](?:org|user|image|repo|app)|(?:my|docker|docker[-_]?hub|my[-_]?docker(?:hub)?)?[-_]?user(?:[-_]?name|[-_]?id)?|docker[-_]?(?:hub)?[-_]?(?:id|account|user)|(?:my[-_])?(?:image|repo|repository)[-_](?:name|uri|url|placeholder)|image[-_]?uri|undefined|null|none)$`,
  'i',
);
const HOST = new RegExp(
  `^(?:${YOURS}|(?:aws[-_]?)?account[-_]?(?:id|number)?\\.dkr\\..{1,80}|.{1,60}\\.dkr\\.ecr\\.(?:aws[-_]?)?region\\..{1,40}|(?:[\\w-]{1,40}\\.)?example\\.(?:com|org|net)(?::\\d{1,5})?)$`,
  'i',
);
const TAG = new RegExp(
  `^(?:${YOURS}|${TO_REPLACE}|IMAGE[-_]?TAG|(?:IMAGE|GIT|COMMIT|DOCKER)[-_](?:TAG|SHA|HASH)|BUILD[-_]NUMBER)$`,
  'i',
);
const BARE_DIGEST = /^(?:docker\.io\/)?(?:library\/)?(sha256:[0-9a-f]{8,64})/;
const FILE =
  /^(?:docker\.io\/(?:library\/)?)?(?:\.{0,2}\/)?((?:[\w.-]{1,60}\/){0,4}(?:Dockerfile|docker-compose\.ya?ml)(?:\.\w{1,20})?)$/;

/** The part of an image string that is a placeholder, or undefined where it reads like a real image. */
export function placeholderIn(image: string): ImagePlaceholder | undefined {
  const template = TEMPLATE.exec(image)?.[0];
  if (template !== undefined) return { part: template, where: whereOf(image, template), impossible: true };
  const file = FILE.exec(image)?.[1];
  if (file !== undefined) return { part: file, where: 'image', impossible: true };
  const digest = BARE_DIGEST.exec(image)?.[1];
  if (digest !== undefined) return { part: digest, where: 'image' };
  const parsed = parseImage(image);
  if (HOST.test(parsed.host)) return { part: parsed.host, where: 'registry', impossible: true };
  const segments = parsed.repository.split('/').slice(isOfficial(parsed) ? 1 : 0);
  const segment = segments.find((one) => SEGMENT.test(one));
  if (segment !== undefined) return { part: segment, where: 'repository' };
  if (parsed.tag !== undefined && TAG.test(parsed.tag)) return { part: parsed.tag, where: 'tag' };
  return undefined;
}

function whereOf(image: string, part: string): ImagePlaceholder['where'] {
  if (image === part) return 'image';
  const at = image.indexOf(part);
  const slash = image.indexOf('/');
  if (slash > at && /[.:]/.test(image.slice(0, slash))) return 'registry';
  return image.slice(slash + 1, at).includes(':') ? 'tag' : 'repository';
}

/** A tag that a script made of a value which was not there, or which it took for a number. */
export const isUnsetTag = (tag: string): boolean =>
  /^(?:undefined|null|none|nil|nan|infinity|false|true|\[object)$/i.test(tag);

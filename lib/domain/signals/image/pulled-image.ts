import type { SignalOf } from '../signal';

const REFERENCES: readonly RegExp[] = [
  /resolve ref(?:erence)?\s+\\?["']?([^\s"'\\]{1,400})/i,
  /cannot pull '([^']{1,400})'/i,
  /manifest for (\S{1,400}) not found/i,
  /pull access denied for ([^\s,]{1,400})/i,
  /image (\S{1,400}) not found/i,
  /normalize image reference\s+\\?["']?([^\s"'\\]{1,400})/i,
  /parse reference:?\s+\\?["']?([^\s"'\\]{1,400})/i,
  /repository name \(?([^\s)]{1,400})\)? must be/i,
  /repository (?:with name )?'?([^\s']{1,400}?)'? (?:not found|does not exist)/i,
  /ECR URL related to (\S{1,400})/i,
  /\bGet (\d{12}\.dkr\.ecr\.[^\s"]{1,300}):\s/,
];
const TAG_IN_REPOSITORY = /tag (\S{1,200}) not found in repository (\S{1,300})/i;
const MANIFEST_URL =
  /https?:\/\/([^\s/"]{1,200})\/v2\/([^\s"]{1,300}?)\/(?:manifests|blobs)\/([^\s":]{1,128}(?::[0-9a-f]{8,64})?)/i;
const URL_HOST = /https?:\/\/([^\s/":?]{1,200})/i;
const LOOKUP_HOST = /\blookup ([^\s:]{1,200})/i;

/** The image reference that the text names, without the punctuation around it. */
export function imageIn(text: string): string | undefined {
  const inRepository = TAG_IN_REPOSITORY.exec(text);
  if (inRepository !== null) return `${inRepository[2]}:${inRepository[1]}`;
  for (const reference of REFERENCES) {
    const image = reference.exec(text)?.[1]?.replace(/[:,.…]+$/, '');
    if (image !== undefined && image !== '') return image;
  }
  const url = MANIFEST_URL.exec(text);
  if (url === null) return undefined;
  const [, host, path, tag = ''] = url;
  return `${host === 'registry-1.docker.io' ? 'docker.io' : host}/${path}${tag.startsWith('sha256') ? '@' : ':'}${tag}`;
}

/** Host that was asked, in lower case. */
export const hostIn = (text: string): string | undefined =>
  (LOOKUP_HOST.exec(text)?.[1] ?? URL_HOST.exec(text)?.[1])?.toLowerCase();

/** Which part of the way failed. ECR hands out layers from S3; other registries have one leg only. */
export function legOf(text: string): NonNullable<SignalOf<'image-pull'>['leg']> {
  if (/starport-layer-bucket|\.s3[.-][\w.-]{0,60}amazonaws|nil pointer dereference/i.test(text)) return 'layers-s3';
  if (/\/\/(?:api\.)?ecr\.|GetAuthorizationToken|registry auth/i.test(text)) return 'ecr-api';
  const layers = /httpRead(?:er)?Seeker|failed to copy/i.test(text) && /\.dkr\.ecr\./i.test(text);
  return layers && !/\/manifests\//i.test(text) ? 'layers-s3' : 'registry';
}

/** Platform that the registry has no manifest for, such as `linux/amd64`. */
export const platformIn = (text: string): string | undefined =>
  /(?:platform|manifest for)[\s:'"{(]{1,4}((?:linux|windows)[/(][\w./]{1,40})/i.exec(text)?.[1];

/** HTTP status of the registry's answer. */
export function statusIn(text: string): number | undefined {
  if (!/\b(?:40[0134]|429|50[0234])\b/.test(text)) return undefined;
  const status = /\b(40[0134]|429|50[0234])\b(?: [A-Z]|\s*$|[\s,;:.-])/.exec(
    text.replace(/API error \(\d{3}\)/gi, ''),
  )?.[1];
  return status === undefined ? undefined : Number(status);
}

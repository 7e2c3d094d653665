/** An image reference taken apart the way docker does it. */
export interface ImageReference {
  readonly registry: 'ecr' | 'ecr-public' | 'docker-hub' | 'other';
  readonly host: string;
  /** Path without host and tag; official images of Docker Hub are `library/nginx`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
  /** Account and region of an ECR registry, where the host spells them out. */
  readonly account?: string;
  readonly region?: string;
}

const ECR_HOST =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,5}(?:-[a-z]{2,10}){1,3}-\d)\.(?:amazonaws\.(?:com|com\.cn|eu)|on\.aws)$/;

const ECR_REGION = /\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,5}(?:-[a-z]{2,10}){1,3}-\d)\./;

export function parseImage(image: string): ImageReference {
  const [beforeDigest = image, digest] = image.split('@', 2);
  const slash = beforeDigest.indexOf('/');
  const first = slash < 0 ? '' : beforeDigest.slice(0, slash);
  const hosted = /[.:]/.test(first) || first === 'localhost';
  const path = hosted ? beforeDigest.slice(slash + 1) : beforeDigest;
  const colon = path.indexOf(':');
  const name = colon < 0 ? path : path.slice(0, colon);
  const host = hosted ? first.toLowerCase() : 'docker.io';
  const hub = /^(?:(?:registry-1\.|index\.)?docker\.io|registry\.hub\.docker\.com)$/.test(host);
  const account = ECR_HOST.exec(host)?.[1];
  const region = ECR_REGION.exec(host)?.[1];
  return {
    registry: hub
      ? 'docker-hub'
      : host === 'public.ecr.aws'
        ? 'ecr-public'
        : /\.dkr[.-]ecr/.test(host)
          ? 'ecr'
          : 'other',
    host: hub ? 'docker.io' : host,
    repository: hub && !name.includes('/') ? `library/${name}` : name,
    ...(colon < 0 ? {} : { tag: path.slice(colon + 1) }),
    ...(digest === undefined ? {} : { digest }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}

/** One of Docker Hub's own images, which nobody needs to log in for: `nginx`, `library/nginx`. */
export const isOfficial = (image: ImageReference): boolean =>
  image.registry === 'docker-hub' && image.repository.startsWith('library/');

/** Short for people: without Docker Hub's silent parts. */
export const shownImage = (image: string): string => image.replace(/^docker\.io\/(?:library\/)?/, '');

/** A host that exists, so that `no such host` tells of the resolver and not of the reference. */
export const isKnownHost = (host: string): boolean =>
  ECR_HOST.test(host) ||
  /^(?:(?:registry-1|auth|production\.cloudflare)\.docker\.(?:io|com)|docker\.io|public\.ecr\.aws|quay\.io|ghcr\.io|gcr\.io|mcr\.microsoft\.com|registry\.gitlab\.com)$/.test(
    host,
  ) ||
  /^(?:api\.)?ecr\.[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d\.amazonaws\.com$/.test(host) ||
  /starport-layer-bucket\.s3\./.test(host);

const COMMIT = /^(?:[\w.]{1,40}-)?[0-9a-f]{7,40}$/;

/** A tag that looks like a commit, on an image of Docker Hub's own: mostly the registry's host is missing before it. */
export const lacksRegistry = (image: ImageReference): boolean =>
  isOfficial(image) &&
  image.tag !== undefined &&
  COMMIT.test(image.tag) &&
  /\d/.test(image.tag) &&
  /[a-f]/.test(image.tag);

import { placeholderIn } from '../../cross-checks/image-placeholder';
import { parseImage } from '../../cross-checks/image-reference';
import type { CheckRule } from '../check-context';

/** Grammar of github.com/distribution/reference: a path in lower case, a tag of 128 characters, a digest. */
const PATH = /^[a-z0-9]+(?:(?:[._]|__|-{1,20})[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-{1,20})[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LONGEST = 512;

/** A container without an image, or with one that is no reference. */
export const invalidImage: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition: { name, image } }) => {
    const problem = image === undefined ? 'it is missing' : problemOf(image);
    if (problem === undefined) return [];
    return [
      {
        id: 'image-reference-invalid',
        severity: 'error',
        container: name,
        what: `The image of ${name} cannot be pulled: ${problem}.`,
        why:
          image === undefined
            ? 'Every container needs an image.'
            : `${image} is no image reference, and no registry is asked for it.`,
        fix: 'Write it as REGISTRY/REPOSITORY:TAG or REGISTRY/REPOSITORY@sha256:DIGEST, the repository in lower case.',
        cause: 'image-reference-invalid',
      },
    ];
  });

function problemOf(image: string): string | undefined {
  if (placeholderIn(image) !== undefined) return undefined;
  if (image.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  if (/\s/.test(image)) return 'it has a blank in it';
  if (/^[a-z]+:\/\//i.test(image)) return 'it begins like the address of a page';
  const { repository, tag, digest } = parseImage(image);
  if (!PATH.test(repository))
    return PATH.test(repository.toLowerCase())
      ? `the repository ${repository} has upper-case letters`
      : `${repository === '' ? 'nothing' : repository} is no name of a repository`;
  if (tag === '') return 'its tag is empty, as if a variable was not set';
  if (tag !== undefined && !TAG.test(tag)) return `${tag} is no tag`;
  if (digest !== undefined && !DIGEST.test(digest)) return 'its digest is not sha256: and 64 hexadecimal digits';
  return undefined;
}

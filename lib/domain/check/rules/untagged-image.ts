import { placeholderIn } from '../../cross-checks/image-placeholder';
import { parseImage } from '../../cross-checks/image-reference';
import type { CheckRule } from '../check-context';

/** An image with neither tag nor digest. */
export const untaggedImage: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition: { name, image } }) => {
    if (image === undefined || placeholderIn(image) !== undefined) return [];
    const { tag, digest } = parseImage(image);
    if (tag !== undefined || digest !== undefined) return [];
    return [
      {
        id: 'image-untagged',
        severity: 'warning',
        container: name,
        what: `The image of ${name} has no tag: ${image}.`,
        why: 'Without a tag the registry is asked for latest, which need not exist and moves with every push.',
        fix: 'Add a tag that is pushed once, such as the commit, or the digest.',
        cause: 'image-tag-not-found',
      },
    ];
  });

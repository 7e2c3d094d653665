import { parseImage } from '../../cross-checks/image-reference';
import type { CheckRule } from '../check-context';

/** An image by the tag `latest`, which moves. */
export const latestImage: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition: { name, image } }) => {
    if (image === undefined) return [];
    const { tag, digest } = parseImage(image);
    if (digest !== undefined || tag !== 'latest') return [];
    return [
      {
        id: 'image-latest',
        severity: 'warning',
        container: name,
        what: `The image of ${name} has the tag latest: ${image}.`,
        why: 'The tag moves with every push: this revision will not always run the same image, and a rollback to it does not bring the old one back.',
        fix: 'Use a tag that is pushed once, such as the commit, or the digest.',
      },
    ];
  });

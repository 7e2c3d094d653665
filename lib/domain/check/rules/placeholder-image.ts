import { isUnsetTag, placeholderIn } from '../../cross-checks/image-placeholder';
import { parseImage } from '../../cross-checks/image-reference';
import type { CheckRule } from '../check-context';

/** An image that somebody was to replace. */
export const placeholderImage: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition: { name, image } }) => {
    const part = image === undefined ? undefined : partToReplace(image);
    if (part === undefined) return [];
    return [
      {
        id: 'image-placeholder',
        severity: 'error',
        container: name,
        what: `The image of ${name} is a placeholder: ${image}.`,
        why: `No registry has ${part}: no task of this revision will start.`,
        fix: 'Put the real image there, as REGISTRY/REPOSITORY:TAG. Where your pipeline fills it in, check the file that it writes.',
        command: "aws ecr describe-repositories --query 'repositories[].repositoryUri' --output text",
        cause: 'image-placeholder',
      },
    ];
  });

function partToReplace(image: string): string | undefined {
  const part = placeholderIn(image)?.part;
  const tag = parseImage(image).tag;
  return part ?? (tag !== undefined && isUnsetTag(tag) ? `the tag ${tag}` : undefined);
}

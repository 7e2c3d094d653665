import { asObjects, asText } from '../../json';
import type { CheckRule } from '../check-context';

/** A mount point of a volume that the task does not have. */
export const unknownVolume: CheckRule = ({ containers, definition: { volumes } }) => {
  const known = volumes.map(({ name }) => name);
  return containers.flatMap(({ definition: { name }, raw }) =>
    asObjects(raw['mountPoints']).flatMap((mount) => {
      const volume = asText(mount['sourceVolume']);
      if (volume === undefined || known.includes(volume)) return [];
      return [
        {
          id: 'volume-unknown' as const,
          severity: 'error' as const,
          container: name,
          what: `${name} mounts the volume ${volume}, and the task has ${known.length === 0 ? 'none' : known.join(', ')}.`,
          why: 'ECS refuses the definition: it does not know the volume.',
          fix: `Add ${volume} to the volumes of the task, or correct sourceVolume.`,
          cause: 'volume-other' as const,
        },
      ];
    }),
  );
};

import { type CheckRule, isForFargate } from '../check-context';

/** GiB that can be asked for; without a wish there are 20 (EphemeralStorage of the API). */
const LEAST = 21;
const MOST = 200;

/** Ephemeral storage of a size that Fargate does not give. */
export const ephemeralStorage: CheckRule = (checked, context) => {
  const size = checked.definition.ephemeralStorageGiB;
  if (size === undefined || !isForFargate(checked, context) || (size >= LEAST && size <= MOST)) return [];
  return [
    {
      id: 'ephemeral-storage',
      severity: 'error',
      what: `The task asks for ${size} GiB of ephemeral storage.`,
      why: `ECS refuses it: between ${LEAST} and ${MOST} GiB can be asked for.`,
      fix: size < LEAST ? 'Leave ephemeralStorage out: 20 GiB are there without it.' : 'Ask for less, or mount EFS.',
    },
  ];
};

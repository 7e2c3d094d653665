import { isMutedByTag } from '../../incident/tags';
import { agrees, type Guard, objects } from '../guard';
import { dayAndTime } from '../words';
import { serviceIn } from './service-in';

/** A tag of ours that cannot be read may have been meant as a no. */
export const tagsReadable: Guard = {
  id: 'tag-problem',
  ask({ tags: { problems } }) {
    const [first] = problems;
    return first === undefined
      ? agrees('the tags can be read')
      : objects(`the tag ${first.tag} says "${first.got}", expected ${first.expected}`);
  },
};

/** No tag keeps actions off until a date. */
export const notForbiddenUntil: Guard = {
  id: 'no-actions-until',
  ask({ tags: { noActionsUntil } }, now) {
    if (noActionsUntil === undefined || noActionsUntil <= now) return agrees('no tag forbids it');
    return objects(
      Number.isFinite(noActionsUntil)
        ? `a tag forbids actions until ${dayAndTime(noActionsUntil)}`
        : 'a tag forbids actions until a time that cannot be read',
    );
  },
};

/** Nothing is changed behind people's backs. */
export const peopleWereTold: Guard = {
  id: 'not-told',
  ask: ({ record: { incident } }) =>
    incident?.toldAt === undefined ? objects('nobody has been told of the incident yet') : agrees('people were told'),
};

/**
 * A mute says that people know of it; and nobody would hear of what is done. The tag is read with the service: the record
 * has it from the last sweep.
 */
export const notMuted: Guard = {
  id: 'muted',
  ask(state, now) {
    const { mute } = state.record;
    const service = serviceIn(state);
    const isMuted = (mute !== undefined && mute.until > now) || (service !== undefined && isMutedByTag(service, now));
    return isMuted ? objects('the service is muted') : agrees('the service is not muted');
  },
};

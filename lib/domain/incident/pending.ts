import type { ServiceRecord } from './service-record';

/** The incident that counted the stops whose rows may be missing. */
export const episodeOfPending = ({ pendingEpisode, episode }: ServiceRecord): number => pendingEpisode ?? episode;

import { defined } from '../json';
import { shortHash } from '../text/short-hash';
import type { NoticeAlert } from './alert';
import type { Notice } from './notice';
import type { ServiceRecord } from './service-record';

/** A notice as it goes out. The id names its words too: two writers may word the same notice at once. */
export const noticeAlertOf = (
  notice: Notice,
  { channel, place }: Pick<ServiceRecord, 'channel' | 'place'>,
): NoticeAlert =>
  defined({
    kind: 'notice',
    alertId: `notice/${notice.noticeId}-${shortHash(JSON.stringify(notice))}`,
    at: notice.at,
    notice,
    channel,
    ...place,
  }) as NoticeAlert;

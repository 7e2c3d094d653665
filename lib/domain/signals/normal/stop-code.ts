import { type Detector, lineDetector } from '../detector';

const WHO = { UserInitiated: 'person', SpotInterruption: 'spot', TerminationNotice: 'host-terminated' } as const;

/** The stop code alone says who stopped the task. */
export const stopCode: Detector = lineDetector({
  id: 'stop-code',
  reads: ['reason'],
  hints: ['userinitiated', 'spotinterruption', 'terminationnotice'],
  line(text, _index, { origin }) {
    if (origin.kind !== 'stop-code' && origin.kind !== 'pasted') return undefined;
    const code = /(?:^|[^A-Za-z])(UserInitiated|SpotInterruption|TerminationNotice)(?:[^A-Za-z]|$)/.exec(text)?.[1];
    if (code !== 'UserInitiated' && code !== 'SpotInterruption' && code !== 'TerminationNotice') return undefined;
    return { detail: { kind: 'planned', by: WHO[code] }, piece: code };
  },
});

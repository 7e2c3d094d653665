import type { Detector } from '../../../lib/domain/signals/detector';
import { findSignals } from '../../../lib/domain/signals/find-signals';
import type { Signal } from '../../../lib/domain/signals/signal';
import { logPassage, passageOf } from '../../../lib/domain/text/passage';

/** What detectors find in the log of a container. */
export const readLog = (detectors: readonly Detector[], ...lines: readonly string[]): readonly Signal[] =>
  findSignals([logPassage({ kind: 'log', container: 'app' }, lines)], detectors);

/** What detectors find in the reason of a container. */
export const readReason = (detectors: readonly Detector[], text: string): readonly Signal[] =>
  findSignals([passageOf({ kind: 'container-reason', container: 'app' }, text)], detectors);

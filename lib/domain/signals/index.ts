import type { Detector } from './detector';
import { logDetectors } from './log-detectors';
import { reasonDetectors } from './reason-detectors';

/** Every detector, in no order that matters. */
export const detectors: readonly Detector[] = [...reasonDetectors, ...logDetectors];

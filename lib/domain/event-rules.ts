import { eventCauses } from './causes/event-causes';
import type { Rules } from './diagnosis/diagnose';
import { reasonDetectors } from './signals/reason-detectors';

/**
 * What an event alone can show: the rules of the responder, which reads nothing else. Without evidence they say of an
 * event what all rules say.
 */
export const eventRules: Rules = { causes: eventCauses, detectors: reasonDetectors };

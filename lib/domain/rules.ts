import { causes } from './causes/index';
import type { Rules } from './diagnosis/diagnose';
import { detectors } from './signals/index';

/** All that ecs-medic knows. */
export const rules: Rules = { causes, detectors };

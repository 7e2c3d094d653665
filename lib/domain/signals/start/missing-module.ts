import type { Rule } from '../application/rule-detector';
import type { SignalDetail } from '../signal';

/** What a text about a module says; `entry` where the module is the program itself. */
export const missingModule = (runtime: string, module: string | undefined, entry = false): SignalDetail => ({
  kind: 'missing-module',
  runtime,
  ...(module === undefined || module === '' ? {} : { module }),
  ...(entry ? { entry } : {}),
});

/** A wording whose first group is the module. */
export const named = (runtime: string, pattern: RegExp, entry = false): Rule => ({
  pattern,
  detail: ([, module]) => missingModule(runtime, module, entry),
});

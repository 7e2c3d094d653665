import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import { missingModule, named } from './missing-module';

/** A package that Python or Node wants is not in the image. */
export const missingScriptModule: Detector = ruleDetector({
  id: 'missing-script-module',
  reads: ['log'],
  hints: [
    'no module named',
    'cannot find module',
    'cannot find package',
    'cannot import name',
    'err_module_not_found',
    'could not import',
    'error loading asgi app',
    'could not import module',
    "can't resolve",
    'cannot resolve module',
    'err_pnpm',
    'unable to resolve',
  ],
  unless: /optional|skipping|falling back|warning:.{0,40}no module/i,
  rules: [
    named('Python', /(?:ModuleNotFoundError|ImportError): No module named ['"]?([\w.-]{1,120})/),
    named('Python', /No module named ['"]?([\w.-]{1,120})['"]?/),
    named('Python', /ImportError: cannot import name ['"]?([\w.]{1,120})/),
    named('Python', /Error loading ASGI app\. Could not import module ["']([\w.:-]{1,120})/, true),
    {
      pattern: /Cannot find module '([^']{1,300})'/,
      detail: ([, module = '']) =>
        /^(?:\/|[A-Za-z]:\\)/.test(module) && !module.includes('node_modules')
          ? undefined
          : missingModule('Node.js', module),
    },
    named('Node.js', /Cannot find package '([^']{1,300})'/),
    named('Node.js', /ERR_MODULE_NOT_FOUND.{0,200}?['"]([^'"]{1,300})/),
  ],
});

import { type Rule, ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';

const missing = (runtime: string, module: string | undefined, entry = false): SignalDetail => ({
  kind: 'missing-module',
  runtime,
  ...(module === undefined || module === '' ? {} : { module }),
  ...(entry ? { entry } : {}),
});

const named = (runtime: string, pattern: RegExp, entry = false): Rule => ({
  pattern,
  detail: ([, module]) => missing(runtime, module, entry),
});

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
        /^(?:\/|[A-Za-z]:\\)/.test(module) && !module.includes('node_modules') ? undefined : missing('Node.js', module),
    },
    named('Node.js', /Cannot find package '([^']{1,300})'/),
    named('Node.js', /ERR_MODULE_NOT_FOUND.{0,200}?['"]([^'"]{1,300})/),
  ],
});

/** A class, gem, assembly, extension or shared library is not in the image. */
export const missingLibrary: Detector = ruleDetector({
  id: 'missing-library',
  reads: ['log', 'reason'],
  hints: [
    'classnotfoundexception',
    'noclassdeffounderror',
    'could not find or load main class',
    'no main manifest attribute',
    'cannot load such file',
    'could not find gem',
    'could not find ',
    'bundler::',
    'vendor/autoload',
    'could not load file or assembly',
    'error while loading shared libraries',
    'error loading shared library',
    'cannot open shared object file',
    'unable to load shared library',
    'dlopen',
    "can't locate ",
    'could not find driver',
    'undefined symbol',
    'symbol not found',
    'unsatisfiedlinkerror',
    'libhostpolicy',
    'hostfxr',
    'framework was not found',
    'must install or update .net',
    'query engine',
    'version `glibc',
    'pdo driver',
    'call to undefined function',
    'reason: image not found',
    'undefinedfunctionerror',
  ],
  unless: /at org\.apache|optional dependency|falling back/i,
  rules: [
    named('Java', /Could not find or load main class (\S{1,200})/, true),
    named('Java', /no main manifest attribute, in (\S{1,200})/, true),
    named('Java', /(?:ClassNotFoundException|NoClassDefFoundError): ([\w.$/]{3,200})/),
    named('Java', /UnsatisfiedLinkError:? (?:no )?(\S{1,200})/),
    named('Ruby', /cannot load such file -- (\S{1,200})/),
    named(
      'Ruby',
      /Could not find (?:gem ')?([\w.-]{1,80}(?:-\d[\w.]{0,20})?)'?.{0,80} in (?:any of the sources|locally installed gems|rubygems|cached gems)/,
    ),
    named('Ruby', /Bundler::GemNotFound.{0,20}?(?:Could not find (\S{1,120}))?/),
    named('PHP', /failed to open stream: No such file or directory.{0,80}?(vendor\/autoload\.php)/i),
    named('PHP', /(vendor\/autoload\.php)['"]?\)?[:)] ?.{0,60}(?:failed|no such file)/i),
    named('PHP', /Class ["']([\w\\]{2,200})["'] not found/),
    named('PHP', /(could not find driver)/),
    named('PHP', /Call to undefined function ([\w\\]{2,80})\(/),
    named('.NET', /Could not load file or assembly '([^',]{1,200})/),
    named('.NET', /(?:framework|Framework:) '?(Microsoft\.[\w.]{3,60})'?.{0,60}(?:was not found|version)/),
    named('.NET', /(?:You must install or update \.NET|libhostpolicy\.so|hostfxr)/),
    named(
      'shared library',
      /error while loading shared libraries: (\S{1,200}): (?:cannot open|file too short|wrong ELF|invalid ELF)/,
    ),
    named('shared library', /Error loading shared library (\S{1,200}):/),
    named('shared library', /(\S{1,200}\.so(?:\.\d{1,4}){0,4}): cannot open shared object file/),
    named('shared library', /Unable to load shared library '([^']{1,200})'/),
    named('shared library', /symbol not found: ?(\S{0,200})|relocating \S{1,200}: symbol not found/),
    named('shared library', /undefined symbol: (\S{1,200})/),
    named('shared library', /version [`'](GLIBC(?:XX)?_[\d.]{1,10})' not found/),
    named('Perl', /Can't locate (\S{1,200}\.pm) in @INC/),
    named('Prisma', /Prisma Client could not locate the (Query Engine)/i),
    named('Elixir', /UndefinedFunctionError\) function ([\w.]{1,120})\.\w{1,60}\/\d is undefined \(module/),
  ],
});

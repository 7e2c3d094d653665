import type { Passage } from '../../text/passage';
import { isAsideAt } from '../application/aside';
import { pieceAround } from '../application/rule-detector';
import { levelOf } from '../configuration/log-level';
import { type Detector, signalAt } from '../detector';
import type { Signal } from '../signal';
import { endpointIn } from './endpoint';
import { howUnreached } from './how-unreached';
import { productOf } from './products';

/** Agents of observability, the credentials endpoint and clients that went away: an application survives these. */
const HARMLESS =
  /:(?:8125|8126|2000|4317|4318|14268|6831|9411|24224)\b|opentelemetry|\botlp\b|ddtrace|dd-trace|datadog|statsd|x-?ray|jaeger|zipkin|sentry|newrelic|new relic|honeybadger|bugsnag|169\.254\.1(?:69|70)\.|metadata service|\bIMDS|from client|client (?:disconnected|closed|reset)|by (?:the )?client|health ?check/i;
/** Frames, and lines that only describe an option. */
const NO_STATEMENT =
  /^\s{0,20}(?:at |from |File "|in <module>|#\d{1,3} |\^|raise |return |self\.|def )|--[\w-]{3,40}timeout|set(?:ting)? .{0,40}timeout (?:to|=)/;
/** Those that come from a build or from AWS's side and have causes of their own. */
const NOT_THIS = /CannotPull|ResourceInitializationError|failed to (?:pull|resolve ref)|EADDRINUSE|AccessDenied/i;
const RECOVERED =
  /\b(?:successfully )?(?:re)?connected (?:to|successfully)|connection (?:established|successful|succeeded|ok|is up)|successfully (?:re)?connected|(?:database|db|postgres\w{0,5}|mysql|redis|mongo\w{0,3}|rabbitmq|kafka) (?:is |connection )?(?:ready|up|available|connected|healthy|online)\b|accepting connections|is available after \d|database is up|HikariPool-\d{1,3} - Start completed/i;

const BEFORE = 2;
const AFTER = 14;
const MOST = 40;

/** A database, cache, queue or service was not reached, in the words of any driver. */
export const unreachableDependency: Detector = {
  id: 'unreachable-dependency',
  reads: ['log'],
  hints: [
    'refused',
    'enotfound',
    'eai_',
    'etimedout',
    'timed out',
    'timeout',
    'unreach',
    'reset',
    'resolve',
    'resolution',
    'not known',
    'no such host',
    'unknownhost',
    'unknown host',
    'unknown mysql',
    'getaddrinfo',
    'nxdomain',
    'certificate',
    'x509',
    'pkix',
    'unable_to_',
    'self_signed',
    'cert_has_expired',
    'ssl',
    'tls',
    'host not found',
    'connect',
    'p1001',
    'livingconnections',
    'no route to host',
    'errno 111',
    'os error 1',
    'brokers',
    'gone away',
    'nohostavailable',
    'allnodesfailed',
    'contact point',
    'network adapter',
    'no listener',
    'link failure',
    'bad address',
    'translate host',
    'not present in metadata',
    'failed to lookup',
    'broker transport',
    'no node',
  ],
  detect(passage) {
    const signals: Signal[] = [];
    passage.lines.forEach((_, index) => {
      if (signals.length < MOST) signals.push(...signalIn(passage, index));
    });
    const last = signals.at(-1);
    const recovered =
      last !== undefined && passage.lines.slice(last.line + 1).some(({ text }) => RECOVERED.test(text.slice(0, 400)));
    return recovered ? [] : signals;
  },
};

function signalIn(passage: Passage, index: number): readonly Signal[] {
  const text = passage.lines[index]?.text ?? '';
  if (text.length < 8 || NO_STATEMENT.test(text.slice(0, 200)) || NOT_THIS.test(text)) return [];
  const found = howUnreached(text);
  if (found === undefined || HARMLESS.test(text) || isAsideAt(passage, index)) return [];
  const around = contextOf(passage, index);
  const own = endpointIn(text.slice(0, 2000));
  const near = own.host === undefined || own.port === undefined ? endpointIn(around) : own;
  const host = own.host ?? near.host;
  const port = own.port ?? (own.host === undefined || near.host === own.host ? near.port : undefined);
  const product = productOf(text.slice(0, 2000), port, host) ?? productOf(around, port, host);
  const line = passage.lines[index];
  const aWarning = found.how === 'tls' && line !== undefined && levelOf(line) === 'warning';
  if ((!found.plain || aWarning) && product === undefined && (host === undefined || port === undefined)) return [];
  const how = found.how === 'unreachable' ? (howIn(passage, index) ?? found.how) : found.how;
  return signalAt('unreachable-dependency', passage, index, {
    detail: {
      kind: 'unreachable',
      how,
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(product === undefined ? {} : { product }),
    },
    piece: pieceAround(text, found.at),
  });
}

/** The line and its neighbours: drivers dump the address below the message. */
function contextOf({ lines }: Passage, index: number): string {
  return lines
    .slice(Math.max(0, index - BEFORE), index + AFTER)
    .map(({ text }) => text.slice(0, 400))
    .join('\n');
}

/** A driver's general sentence is often explained a line or two below. */
const howIn = ({ lines }: Passage, index: number) =>
  lines
    .slice(index, index + 6)
    .map(({ text }) => howUnreached(text.slice(0, 2000))?.how)
    .find((how) => how !== undefined && how !== 'unreachable');

import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';

const portIn = (text: string): number | undefined => {
  const match =
    /(?:\]|::|\*|\d|\blocalhost|[\s"'[(]):(\d{1,5})(?![\d.]|:\d)/.exec(text) ??
    /\('?[^',)]{0,60}'?, ?(\d{1,5})\)/.exec(text) ??
    /\bport["']?\s?[:=]?\s?(\d{1,5})\b/i.exec(text);
  const port = Number(match?.[1]);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
};

const port = (kind: 'port-in-use' | 'port-privileged', text: string): SignalDetail => {
  const number = portIn(text);
  return { kind, ...(number === undefined ? {} : { port: number }) };
};

/** Somebody else has the port. */
export const portInUse: Detector = ruleDetector({
  id: 'port-in-use',
  reads: ['reason', 'message', 'log'],
  hints: [
    'in use',
    'eaddrinuse',
    'already allocated',
    'bind for',
    'only one usage of each socket',
    'already running on port',
    'wsaeaddrinuse',
    'already being used',
    'already listening',
    'programming external connectivity',
  ],
  unless:
    /trying (?:another|\d|port|next)|using (?:available )?(?:port|another)|trying to use|instead\.?$|is already (?:using|used by).{0,40}(?:placement|requirements)|unable to place a task/i,
  rules: [
    { pattern: /\bEADDRINUSE\b|:eaddrinuse\b/, detail: (_, text) => port('port-in-use', text) },
    { pattern: /address (?:is )?already in use/i, detail: (_, text) => port('port-in-use', text) },
    {
      pattern: /port is already allocated|\bBind for \S{3,60}(?: failed)?/i,
      detail: ({ index }, text) =>
        port('port-in-use', text.slice(text.search(/Bind for/i) < 0 ? index : text.search(/Bind for/i))),
    },
    {
      pattern: /driver failed programming external connectivity.{0,400}(?:listen|bind|expos)/i,
      detail: (_, text) => port('port-in-use', text.slice(-120)),
    },
    {
      pattern:
        /\bport (?:number )?:?"?\d{1,5}"? (?:is|was) already (?:in use|being used|used|bound)|\bport \d{1,5} (?:is )?in use by another/i,
      detail: (_, text) => port('port-in-use', text),
    },
    {
      pattern:
        /Something is already running on port|Only one usage of each socket address|Connection in use: \(|WSAEADDRINUSE/i,
      detail: (_, text) => port('port-in-use', text),
    },
  ],
});

/** A port that the user of the process may not open: below 1024 without NET_BIND_SERVICE. */
export const portPrivileged: Detector = ruleDetector({
  id: 'port-privileged',
  reads: ['log', 'reason'],
  hints: ['permission denied', 'eacces', 'an attempt was made to access a socket'],
  rules: [
    {
      pattern: /\blisten EACCES|EACCES.{0,60}\b(?:listen|bind)\b|\bbind EACCES/,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /\blisten (?:tcp|udp)\d?\s\S{0,60}: bind: permission denied/i,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /make_sock: could not bind to address \S{1,60}/i,
      detail: ({ 0: piece, index }, text) =>
        /permission denied/i.test(text) ? port('port-privileged', text.slice(index, index + piece.length)) : undefined,
    },
    { pattern: /bind\(\) to \S{1,60} failed \(13:/i, detail: (_, text) => port('port-privileged', text) },
    {
      pattern: /attempting to bind on address .{1,60}: permission denied/i,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /failed to bind(?: to)? (?:address )?\S{0,80}:? .{0,40}permission denied/i,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern:
        /(?:could not|cannot|can't|failed to|unable to|error) (?:bind|listen|open listening|create server).{0,160}permission denied/i,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /(?:bind\(2\)|\bbind\b|binding).{0,120}permission denied|permission denied.{0,20}bind\(2\).{0,60}/i,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /(?:BindException|SocketException)(?: \(13\))?: Permission denied/,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /listener.{0,200}:eacces\b|:eacces\b.{0,60}listen/i,
      detail: (_, text) => port('port-privileged', text),
    },
    {
      pattern: /access a socket in a way forbidden by its access permissions/i,
      detail: (_, text) => port('port-privileged', text),
    },
  ],
});

import type { Unreached } from './signal';

const MARKS: readonly (readonly [Unreached, RegExp])[] = [
  [
    'dns',
    /no such host|\bENOTFOUND\b|EAI_AGAIN|could not resolve (?!placeholder|substitution)|name or service not known|temporary failure in name resolution|getaddrinfo/i,
  ],
  ['tls', /x509:|TLS handshake|certificate|http: server gave HTTP response to HTTPS client/i],
  ['refused', /connection refused|ECONNREFUSED|actively refused/i],
  ['reset', /connection reset|ECONNRESET|unexpected EOF|: EOF\b|broken pipe/i],
  ['unreachable', /network is unreachable|no route to host|ENETUNREACH|EHOSTUNREACH/i],
  [
    'timeout',
    /i\/o timeout|timed? ?out|deadline exceeded|ETIMEDOUT|request cancell?ed|send request failed|Client\.Timeout|connection issue between the task|signal: killed|RequestCanceled|exceeded maximum number of attempts|dial (?:tcp|udp)/i,
  ],
];

/** How something was not reached; undefined where the text does not say that it was not. */
export const unreachedOf = (text: string): Unreached | undefined => MARKS.find(([, mark]) => mark.test(text))?.[0];

/** Whom a process wanted to reach. */
export interface Endpoint {
  readonly host?: string;
  readonly port?: number;
}

const HOST = '[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,8}';

/** Ways to write an endpoint, most telling first. Group 1 is the host, group 2 the port. */
const WRITTEN: readonly RegExp[] = [
  new RegExp(`(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ENOTFOUND|EAI_AGAIN) (${HOST}):(\\d{2,5})`),
  /(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH) \[?(::1|[0-9a-f:]{3,39}?)\]?:(\d{2,5})\b/,
  /\b(?:server at|on host|to host|to the host|connect to|host) ["'`](\S{1,253}?)["'`](?: \(\S{1,64}\))?,? (?:and accepting TCP\/IP connections on )?(?:port |at port )(\d{2,5})/i,
  /(?:server at|reach database server at) [`"'](\S{1,253}?)[`"']?:[`"']?(\d{2,5})/i,
  /\bthe host (\S{1,253}?), port (\d{2,5})\b/i,
  /server running on host "([^"]{1,253})"[\s\S]{0,120}? port (\d{2,5})/i,
  /host=['"]([^'"]{1,253})['"], port=(\d{1,5})/,
  /\b(?:[a-z][a-z0-9+.]{1,20}):\/\/(?:[^\s/@]{0,200}@)?([\w.-]{1,253}):(\d{2,5})\b/i,
  /\b[Cc]onnect(?:ion|ing)? to (?:node -?\d{1,10} \()?([\w.-]{1,253})(?:\/[\d.]{7,15})?:(\d{2,5})/,
  new RegExp(`dial (?:tcp|udp)\\d? (${HOST}|\\[[0-9a-f:]{2,39}\\]):(\\d{1,5})`),
  /tcp connect \(([^\s:)]{1,253}):(\d{2,5})\)/,
  /\bserver on ['"]([^'":]{1,253}):?(\d{2,5})?['"]/i,
  /ipv[46]#\[?([\w.:-]{1,100}?)\]?:(\d{2,5})\b/,
  /waiting (?:for|\d{1,5} seconds for) (?:\w{2,10}:\/\/)?([\w.-]{1,253}):(\d{2,5})/i,
  /(?:\/|@|\bto |\bconnecting to |\bon |\bat |\(|"|'|`|\[|=)((?:[\w-]{1,63}\.){0,8}[\w-]{1,63}):(\d{2,5})\b/i,
  /\b((?:[\w-]{1,63}\.){1,8}[a-z]{2,24}|localhost|\d{1,3}(?:\.\d{1,3}){3}):(\d{2,5})\b/i,
];

const HOST_ALONE: readonly RegExp[] = [
  /getaddrinfo (?:ENOTFOUND|EAI_AGAIN)\s(\S{1,253})/,
  /UnknownHostException:? (?:Failed to resolve ')?([\w.-]{1,253})/,
  /(?:host ?name|hostname|server host|address for|failed to resolve|could not resolve|resolve host(?:name)?:?|upstream|bad address|host not found in upstream) ["'(]{1,2}([\w.-]{1,253})["')]/i,
  /(?:could not resolve host|resolve hostname|unknown host|NXDOMAIN|getaddrinfo failed for|Name resolution failed for(?: target)?):? (?:dns:)?([\w.-]{1,253})/i,
  /(?:endpoint URL|url):? "?https?:\/\/([\w.-]{1,253})/i,
  /\bhttps?:\/\/([\w.-]{1,253})/i,
  /\b(?:MySQL|MariaDB) server on ['"]([^'"]{1,253})['"]/i,
  /\b[Cc]onnect(?:ion|ing)? to ['"]?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/,
  /\b(?:hostname|host|address): ['"]([\w.:-]{1,253})['"]/,
];

/** Go names the resolver's address too, which is not the one that was wanted. */
const LOOKED_UP = /\blookup ([\w.-]{1,253})(?: on |: )/;

const PORT_ALONE = /\bport["']?\s?[:=]?\s?['"]?(\d{2,5})\b/i;

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536;

/** Stack frames and file names look like `name:12`. */
const isSource = (host: string): boolean =>
  /\.(?:py|js|ts|go|rb|java|php|cs|ex|exs|rs|mjs|cjs|c|cc|cpp|kt|scala|erl)$/i.test(host) ||
  /^\d{1,4}$/.test(host) ||
  /^\d{4}-\d\d-\d\dT\d\d$/.test(host) ||
  /^(?:Errno|line|node|internal|error|code|status)$/i.test(host);

/** Host and port in a text, as far as it has them. */
export function endpointIn(text: string): Endpoint {
  const looked = LOOKED_UP.exec(text)?.[1];
  if (looked !== undefined) return { host: trimmed(looked) };
  for (const written of WRITTEN) {
    const match = written.exec(text);
    const host = match?.[1];
    const port = Number(match?.[2]);
    if (host === undefined || isSource(host)) continue;
    return { host: trimmed(host), ...(isPort(port) ? { port } : {}) };
  }
  const host = HOST_ALONE.map((alone) => alone.exec(text)?.[1]).find(
    (found) => found !== undefined && !isSource(found),
  );
  const port = Number(PORT_ALONE.exec(text)?.[1]);
  return { ...(host === undefined ? {} : { host: trimmed(host) }), ...(isPort(port) ? { port } : {}) };
}

const trimmed = (host: string): string => host.replace(/^\[|\]$|[.,:]+$/g, '');

/** The address is the task itself. */
export const isThisTask = (host: string | undefined): boolean =>
  host !== undefined && /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|0\.0\.0\.0)$/i.test(host);

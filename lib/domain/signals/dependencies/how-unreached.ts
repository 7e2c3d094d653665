import type { Unreached } from '../signal';

/** Wordings that can only mean a connection of this process to somebody else. */
const PLAIN: readonly (readonly [Unreached, RegExp])[] = [
  [
    'dns',
    /ENOTFOUND|EAI_AGAIN|EAI_NONAME|name or service not known|failure in name resolution|nodename nor servname|no such host|could not translate host ?name|UnknownHostException|UnresolvedAddress|unknown (?:mysql server )?host|getaddrinfo|:nxdomain|\bNXDOMAIN\b|name does not resolve|failed to lookup address|host not found|could not resolve(?! placeholder| substitution)|name resolution (?:failed|error)|bad address '|failed to resolve (?:host|address|name|['"`]?[\w-]{1,63}\.)|cannot resolve host|no address associated with hostname|NameResolutionError|ORA-12154/i,
  ],
  [
    'tls',
    /x509:|certificate[ _]verify[ _]failed|SSLHandshakeException|PKIX path|unable to verify the first certificate|self[- ]signed certificate|UNABLE_TO_(?:VERIFY|GET)|DEPTH_ZERO_SELF|CERT_HAS_EXPIRED|certificate (?:has expired|is not trusted|is not valid|validation)|tls: (?:handshake|failed|first record|unknown)|TLS handshake|SSL SYSCALL|does not support SSL|wrong version number|ALTNAME_INVALID|SSL connection (?:could not|is required)|remote certificate (?:is|was) (?:invalid|rejected)|SSLError\(/i,
  ],
  [
    'refused',
    /ECONNREFUSED|connection refused|connect refused|connection to \S{1,253} refused|connection was refused|actively refused|os error 111\b|errno[: ]{1,2}111\b|\berror 111 connecting|\(111\)|refused the connection|:econnrefused|no listener/i,
  ],
  [
    'unreachable',
    /no route to host|network is unreachable|ENETUNREACH|EHOSTUNREACH|:ehostunreach|host is unreachable|\(113\)/i,
  ],
  [
    'timeout',
    /connect(?:ion)?(?: attempt)? timed out|connect timeout|connection timeout|ETIMEDOUT|ConnectTimeout|dial (?:tcp|udp).{0,120}i\/o timeout|ServerSelectionTimeout|server selection (?:timed out|timeout|error)|MongooseServerSelectionError|timeout expired|timed? ?out (?:trying to connect|while waiting for a server|waiting for (?:a )?(?:connection|node assignment)|occurred after waiting)|timeout (?:occurred )?after (?:waiting )?\d{1,5} ?m?s(?:econds)? (?:waiting )?(?:on|for)|timeout acquiring a connection|connection is not available, request timed out|ConnectionAcquireTimeout|connection timeout expired|os error 110\b|errno 110\b|pool timed out while waiting|not present in metadata after|failed to connect to \S{1,200} in \d{1,6}ms|timed out after \d{1,6} ?ms while waiting|ORA-12170|:timeout\)|timed out waiting for (?:postgres|mysql|redis|mongo|kafka|database|db\b)/i,
  ],
];

/** TLS wordings that only a client prints that did not trust the server. */
const UNTRUSTED =
  /x509: (?:certificate|cannot validate|failed to|negative)|certificate[ _]verify[ _]failed|self[- ]signed certificate in certificate chain|unable to verify the first certificate|PKIX path (?:building|validation) failed|UNABLE_TO_(?:VERIFY|GET)_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT_IN_CHAIN|CERT_HAS_EXPIRED|unable to get (?:local )?issuer certificate/i;
/** A server tells of a client that does not trust it, or that it does not trust. */
const OF_A_SERVER = /handshake error from|client certificate|bad certificate from/i;

/** Wordings of drivers that say that they got no connection, without saying why. */
const DRIVER =
  /can't reach database server|\bP100[12]\b|can't connect to (?:local )?(?:mysql|mariadb)|could not connect to (?:server|redis|the endpoint|database|postgres|mysql|mongo|rabbit|kafka|elasticsearch|opensearch|any)|unable to connect to (?:the )?(?:database|redis|mysql|postgres\w{0,5}|mongo\w{0,3}|rabbitmq|kafka|elasticsearch|opensearch|server|broker|vault|consul|upstream|host|\S{1,100}:\d{2,5})|(?:failed|error|cannot|can't|couldn't|not possible) (?:to )?connect(?:ing)? to (?:the )?(?:database|redis|mysql|postgres\w{0,5}|mongo\w{0,3}|rabbitmq|kafka|elasticsearch|opensearch|server|broker|vault|consul|host|db\b|amqps?:|\S{0,100}:\d{2,5})|communications link failure|JedisConnectionException|RedisConnectionException|NoBrokersAvailable|no brokers? available|broker transport failure|NoLivingConnections|no living connections|NoNodeAvailable|NoHostAvailable|AllNodesFailed|could not reach any contact point|none of the specified endpoints were reachable|AMQPConnectionError|network-related or instance-specific error|network adapter could not establish|connection to the host .{1,200} has failed|connection attempt failed|can't contact ldap server|EndpointConnectionError|MaxRetriesPerRequestError|ConnectionNotEstablished|KafkaJSNumberOfRetriesExceeded|KafkaJSConnectionError|database is unavailable|could not open jdbc connection|unable to (?:open|acquire|obtain) (?:jdbc )?connection|connect\(\) failed|new ?connection ?error|P1017|SQLSTATE\[HY000\] \[20(?:02|03|05)\]|failed to dial/i;

/** Endings of a connection that mean something only where the text names a dependency. */
const ENDED =
  /ECONNRESET|connection reset|server closed the connection unexpectedly|lost connection to (?:mysql|the)|server has gone away|connection terminated unexpectedly|socket hang up|unexpected eof|broken pipe/i;

export interface HowUnreached {
  readonly how: Unreached;
  /** The wording proves it by itself; otherwise the line has to name a product or an address. */
  readonly plain: boolean;
  readonly at: number;
}

/** How a line says that something was not reached; undefined where it says no such thing. */
export function howUnreached(text: string): HowUnreached | undefined {
  for (const [how, mark] of PLAIN) {
    const at = text.search(mark);
    if (at >= 0 && how === 'tls' && OF_A_SERVER.test(text)) return undefined;
    if (at >= 0) return { how, plain: how === 'tls' ? UNTRUSTED.test(text) : how !== 'timeout', at };
  }
  const driver = text.search(DRIVER);
  if (driver >= 0) return { how: 'unreachable', plain: true, at: driver };
  const ended = text.search(ENDED);
  return ended < 0 ? undefined : { how: 'reset', plain: false, at: ended };
}

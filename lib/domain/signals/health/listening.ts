import type { Detector } from '../detector';
import { lineDetector } from '../detector';

/** Somebody else's port, or a port that serves no users: metrics, management, debuggers, gossip. */
const NOT_FOR_USERS =
  /debugg|process that['’]s listening|to listen on another port|is the server running|accepting TCP|inspector|livereload|live reload|hot[- ]?reload|hmr\b|metrics|prometheus (?:exporter|endpoint)|actuator|management|pprof|telemetry|\bjmx\b|admin (?:server|port|interface|endpoint)|health ?check server|gossip|raft|peer|cluster bus|connect(?:ed|ing) to|connection to|could ?n[o']t|could not|cannot|failed|unable|error|refused|EADDRINUSE|EACCES|denied|already in use|retry|proxy(?:ing)? to|forward(?:ing)? to|upstream|waiting for|shutting|closing|stopp(?:ed|ing)|no longer|not listening|docs? (?:at|available)|swagger|openapi|playground|websocket debugging|nrepl|\bepmd\b|jdwp|dt_socket|probe/i;

const ADDRESS = '(?:(\\[[0-9a-f:.]{0,39}\\]|\\*|[\\w.-]{0,100}|::|:::))';
const URL_ADDRESS = /\b(?:https?|tcp|grpc|http2|wss?):\/\/(\[[0-9a-fA-F:.*]{0,39}\]|[\w.*+-]{0,100})(?::(\d{2,5}))?/;

/** Words with which servers say that they listen; each is followed, near by, by the address. */
const SAYS =
  /uvicorn running on|running on|listening (?:at|on|to|for)|now listening|listen(?:s|ing)?\b(?: and serving)?|starting development server at|development server|server (?:is )?(?:now )?(?:started|running|ready|up|live|available|starting)|started (?:server|on|at|http|application|serverconnector|@)|starting (?:server|service|http|web|fastcgi|on|up http-server)|serving (?:http|on|flask|at|hugo)|responding at|application (?:is )?(?:running|started|available)|app (?:is )?(?:running|started|listening|available)|ready (?:on|at|to accept)|available (?:on|at)|accessible (?:on|at)|- local:|➜ {1,3}(?:local|network):|local:|network:|tomcat (?:started|initialized)|netty started|undertow started|jetty started|http server|https? (?:listener|endpoint)|running .{1,80} with .{1,40} at|rocket has launched|api (?:is )?(?:running|started|listening|ready)|bound to|binding (?:to|on)|serve(?:s|d)? (?:at|on)|started serverconnector|websocket server|service (?:is )?(?:running|started|listening)|backend (?:is )?(?:running|listening)/i;

/** The same server says in another line that it can be reached from outside. */
const EXPOSED = /running on all addresses|\bnetwork: {1,12}https?:/;

const BOUND = /started server on (\[[0-9a-f:.]{0,39}\]|[\w.:]{0,60}?):(\d{2,5}),/;

const AFTER_WORDS: readonly RegExp[] = [
  /(?:started|running|initialized|listening|ready|available|up|live)(?: \w{1,12}){0,3} (?:on|at) ports?(?:\(s\))?:? ?()(\d{2,5})\b/i,
  /\b()ports?(?:\(s\))?\s?[:=]?\s?["'`]?(\d{2,5})\b/i,
  new RegExp(`(?:^|[\\s"'\`(@{,=/])${ADDRESS}:(\\d{2,5})(?![\\d:.\\w])`),
];

/** The application tells where it listens: the third side of the port triangle. */
export const listening: Detector = lineDetector({
  id: 'listening',
  reads: ['log'],
  hints: [
    'listen',
    'running',
    'serving',
    'started',
    'starting',
    'server',
    'responding',
    'ready',
    'local:',
    'network:',
    'launched',
    'available',
    'bound to',
    'binding',
    'tomcat',
  ],
  line(text, _, passage) {
    if (text.length > 1000) return undefined;
    const says = SAYS.exec(text);
    if (says === null || NOT_FOR_USERS.test(text) || /"(?:GET|POST|HEAD|PUT) /.test(text)) return undefined;
    const rest = text.slice(says.index);
    const address = addressIn(rest);
    if (address === undefined) return undefined;
    const { host, port } = address;
    const loopback = host !== undefined && /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i.test(host);
    return {
      detail: {
        kind: 'listening',
        port,
        ...(host === undefined ? {} : { host }),
        ...(loopback && bindsThere(text) && !EXPOSED.test(passage.lower) ? { loopback } : {}),
      },
      piece: text,
    };
  },
});

interface Address {
  readonly host?: string;
  readonly port: number;
}

function addressIn(text: string): Address | undefined {
  const bound = BOUND.exec(text);
  if (bound !== null) return withHost(bound[1], Number(bound[2]));
  const url = URL_ADDRESS.exec(text);
  if (url !== null) {
    const port = Number(url[2] ?? (/^https:/i.test(url[0]) ? 443 : 80));
    return isPort(port) ? withHost(url[1], port) : undefined;
  }
  for (const form of AFTER_WORDS) {
    const match = form.exec(text);
    const port = Number(match?.[2]);
    if (match !== null && isPort(port)) return withHost(match[1], port);
  }
  return undefined;
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 20 && port < 65_536;

function withHost(raw: string | undefined, port: number): Address {
  const host = raw?.replace(/^\[|\]$/g, '');
  return host === undefined || host === '' || host === '*' || /^\+$/.test(host) ? { port } : { host, port };
}

/**
 * `localhost` in a sentence for people (`Server running at http://localhost:3000`) is often only a link. Servers that
 * print the address that they bound are believed.
 */
const bindsThere = (text: string): boolean =>
  /127\.0\.0\.1|\[::1\]|uvicorn|kestrel|now listening on|hypercorn|development server at|listening at: |vite|➜|listening on http:\/\/localhost|werkzeug|\* Running on|\* Listening on/i.test(
    text,
  );

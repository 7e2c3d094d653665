import type { Passage } from '../../text/passage';
import { type Detector, signalAt } from '../detector';
import type { Signal } from '../signal';

const LOAD_BALANCER = /ELB-HealthChecker\/\d/i;
/** Common and combined log format, uvicorn, gunicorn, werkzeug: `"GET /health HTTP/1.1" 404 …`, quotes or not. */
const REQUEST = /\b(?:GET|HEAD)\s{1,2}(\/[^\s"?]{0,200})[^\s"]{0,200}\s{1,2}HTTP\/\d(?:\.\d)?"?[\s,|-]{1,4}(\d{3})\b/;
/** morgan's `dev`: `GET /health 404 1.234 ms - 9`. */
const SHORT = /\b(?:GET|HEAD)\s{1,2}(\/[^\s"?]{0,200})\S{0,200}\s{1,2}(\d{3})\b/;
const STATUS_FIELD = /\bstatus(?:_?code)?"?\s{0,2}[:=]\s{0,2}"?(\d{3})\b/i;
const PATH_FIELD = /\b(?:path|uri|url|request_?uri)"?\s{0,2}[:=]\s{0,2}"?(\/[^\s"?,]{0,200})/i;
const HEALTH_PATH = /health|\/ping\b|\/ready|\/live|\/status\b|\/heartbeat|\/up$|actuator/i;
const MOST = 8;

/** How the application answered the load balancer's checks, as its own access log has it; each answer once. */
export const healthRequest: Detector = {
  id: 'health-request',
  reads: ['log'],
  hints: ['elb-healthchecker', 'http/1.', 'get /', 'head /'],
  detect(passage) {
    const found = new Map<string, readonly Signal[]>();
    for (let index = passage.lines.length - 1; index >= 0 && found.size < MOST; index -= 1) {
      const request = requestIn(passage, index);
      if (request === undefined) continue;
      const key = `${request.status} ${request.path ?? ''}`;
      if (found.has(key)) continue;
      const { path, status, text } = request;
      const detail = { kind: 'health-request', status, ...(path === undefined ? {} : { path }) } as const;
      found.set(key, signalAt('health-request', passage, index, { detail, piece: text }));
    }
    return [...found.values()].flat();
  },
};

function requestIn(passage: Passage, index: number): { status: number; path?: string; text: string } | undefined {
  const text = passage.lines[index]?.text.slice(0, 2000) ?? '';
  const byLoadBalancer = LOAD_BALANCER.test(text);
  const match = REQUEST.exec(text) ?? SHORT.exec(text);
  const path = match?.[1] ?? (byLoadBalancer ? PATH_FIELD.exec(text)?.[1] : undefined);
  if (!byLoadBalancer && (path === undefined || !HEALTH_PATH.test(path))) return undefined;
  const status = Number(match?.[2] ?? STATUS_FIELD.exec(text)?.[1]);
  if (!(status >= 100 && status <= 599)) return undefined;
  return { status, text, ...(path === undefined ? {} : { path }) };
}

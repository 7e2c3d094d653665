import type { Quote } from '../text/passage';

/** What AWS refused: `User: … is not authorized to perform: … on resource: …`. */
export interface AccessRefusal {
  /** Such as `secretsmanager:GetSecretValue`. */
  readonly action?: string;
  readonly resource?: string;
  /** Name of the role, out of `assumed-role/<role>/<session>`. */
  readonly role?: string;
  /** KMS refused, not the service itself. */
  readonly kms?: true;
}

/** How something was not reached. */
export type Unreached = 'refused' | 'timeout' | 'dns' | 'reset' | 'tls' | 'unreachable';

/**
 * A typed finding in a text: which registry, runtime, dependency or agent said what. One signal says one thing;
 * causes weigh them. Names and values are verbatim pieces of the text.
 */
export type Signal = SignalBase & SignalDetail;

export interface SignalBase {
  /** The piece of text that says so. */
  readonly quote: Quote;
  /** Id of the detector, for `--why`. */
  readonly detector: string;
  /** Index of the line in its passage; 0 is the first. */
  readonly line: number;
}

export type SignalDetail =
  | {
      readonly kind: 'image-pull';
      readonly problem:
        | 'repository-not-found'
        | 'tag-not-found'
        /** Docker Hub answers the same for a repository that does not exist and for a private one. */
        | 'denied-or-missing'
        | 'unauthorized'
        | 'rate-limited'
        | 'network'
        | 'host-unknown'
        | 'platform'
        | 'reference-invalid'
        /** The secret with the registry's credentials is missing or bad. */
        | 'registry-secret'
        | 'registry-error'
        | 'corrupt'
        | 'unspecified';
      readonly image?: string;
      /** Host that was asked. */
      readonly host?: string;
      /** Which leg of the way failed: the ECR API, the registry, the layers in S3. */
      readonly leg?: 'ecr-api' | 'registry' | 'layers-s3';
      readonly unreached?: Unreached;
      readonly status?: number;
      readonly platform?: string;
      readonly access?: AccessRefusal;
    }
  | {
      readonly kind: 'secret';
      readonly problem: 'not-found' | 'json-key-missing' | 'access-denied' | 'network' | 'invalid' | 'unspecified';
      readonly store?: 'secrets-manager' | 'parameter-store';
      /** Names of secrets, parameters or JSON keys as they stand in the text, without the random suffix of an ARN. */
      readonly names: readonly string[];
      /** ARN or parameter name in full, as a definition's `valueFrom` would have it. */
      readonly reference?: string;
      readonly unreached?: Unreached;
      readonly access?: AccessRefusal;
    }
  | {
      readonly kind: 'environment-file';
      readonly problem: 'not-found' | 'access-denied' | 'network' | 'malformed' | 'unspecified';
      readonly bucket?: string;
      readonly key?: string;
    }
  | {
      readonly kind: 'log-driver';
      readonly problem: 'group-missing' | 'access-denied' | 'no-credentials' | 'network' | 'option-invalid' | 'other';
      readonly driver?: string;
      readonly group?: string;
      readonly access?: AccessRefusal;
    }
  | { readonly kind: 'role-assumption'; readonly role?: string; readonly infrastructure?: true }
  | { readonly kind: 'service-role'; readonly problem: 'permissions' | 'trust'; readonly access?: AccessRefusal }
  | {
      readonly kind: 'aws-access';
      readonly problem: 'denied' | 'no-credentials' | 'expired';
      readonly access?: AccessRefusal;
    }
  | {
      readonly kind: 'out-of-memory';
      /** `container`: the kernel killed in it. `process`: one process of it. `heap`: the language's own limit. */
      readonly scope: 'container' | 'start' | 'process' | 'heap';
      readonly runtime?: 'jvm' | 'node' | 'dotnet' | 'go' | 'python' | 'ruby' | 'php' | 'native';
      /** Part of the heap: `Java heap space`, `Metaspace`, `Direct buffer memory`. */
      readonly area?: string;
      /** The text guesses (`Perhaps out of memory?`). */
      readonly guess?: true;
    }
  | {
      readonly kind: 'missing-setting';
      readonly problem: 'missing' | 'invalid' | 'empty';
      /** Names as the text has them; empty where it names none. */
      readonly names: readonly string[];
      /** Library or runtime that said so: `pydantic`, `django-environ`, `spring`, `zod`, … */
      readonly reader: string;
      /** Variable that this library is known to read although the text does not name it, such as Laravel's `APP_KEY`. */
      readonly impliedName?: string;
      /** The text proves less: a plain check of the application's own, or a name derived from another. */
      readonly weak?: true;
    }
  | { readonly kind: 'missing-file'; readonly path?: string; readonly folder?: true }
  | { readonly kind: 'missing-module'; readonly module?: string; readonly runtime: string; readonly entry?: true }
  | { readonly kind: 'command-not-found'; readonly command?: string }
  | { readonly kind: 'permission-denied'; readonly path?: string; readonly execute?: true }
  | { readonly kind: 'exec-format'; readonly path?: string }
  | {
      readonly kind: 'unreachable';
      readonly how: Unreached;
      readonly host?: string;
      readonly port?: number;
      /** Product by the text or the port: `PostgreSQL`, `Redis`, … */
      readonly product?: string;
    }
  | { readonly kind: 'database-auth'; readonly product?: string; readonly user?: string; readonly database?: string }
  | { readonly kind: 'database-migration'; readonly tool?: string; readonly migration?: string }
  | { readonly kind: 'port-in-use'; readonly port?: number }
  | { readonly kind: 'port-privileged'; readonly port?: number }
  /** Not a fault: the application says where it listens. */
  | { readonly kind: 'listening'; readonly port: number; readonly host?: string; readonly loopback?: true }
  | { readonly kind: 'crash'; readonly signal: 'SIGSEGV' | 'SIGABRT' | 'SIGILL' | 'SIGBUS' }
  /** Something says who stopped the container, or that it was too slow to stop. */
  | { readonly kind: 'killed'; readonly how: 'stop-timeout' | 'sigkill' | 'sigterm' }
  /** The application's own error: the first line that tells of it. */
  | { readonly kind: 'application-error'; readonly error?: string; readonly certain?: true }
  | {
      readonly kind: 'health-check';
      readonly by: 'elb' | 'container' | 'service-registry' | 'lattice';
      readonly problem: 'failed' | 'codes' | 'timeout' | 'target-group-missing' | 'target-missing' | 'unspecified';
      readonly codes?: readonly number[];
      readonly port?: number;
      readonly targetGroup?: string;
      readonly taskId?: string;
    }
  /** A line of an access log: the load balancer's check and how it was answered. */
  | { readonly kind: 'health-request'; readonly status: number; readonly path?: string }
  /** The container's health check names a program that the image lacks. */
  | { readonly kind: 'health-command'; readonly command: string }
  | { readonly kind: 'container-dependency'; readonly container?: string; readonly condition?: string }
  | { readonly kind: 'start-timeout'; readonly after?: string }
  | { readonly kind: 'disk-full'; readonly path?: string; readonly pulling?: true }
  | {
      readonly kind: 'volume';
      readonly type: 'efs' | 'ebs' | 'other';
      readonly problem?: 'network' | 'dns' | 'access-denied' | 'path' | 'role' | 'timeout' | 'other';
      readonly fileSystem?: string;
      readonly path?: string;
    }
  | {
      readonly kind: 'placement';
      readonly problem: 'capacity' | 'no-instances' | 'constraint' | 'port' | 'fargate-capacity' | 'unspecified';
      /** `CPU`, `MEMORY`, `GPU`, … */
      readonly resource?: string;
      readonly instance?: string;
    }
  | { readonly kind: 'network-interface'; readonly problem: 'timeout' | 'limit' | 'failed'; readonly subnet?: string }
  | { readonly kind: 'subnet-full'; readonly subnet?: string; readonly weak?: true }
  | { readonly kind: 'quota'; readonly quota?: string; readonly throttled?: true }
  | { readonly kind: 'start-impaired' }
  | {
      readonly kind: 'deployment-failed';
      readonly by: 'circuit-breaker' | 'alarm' | 'unspecified';
      readonly rollingBackTo?: string;
    }
  | { readonly kind: 'deployment-blocked'; readonly by: 'percentages' | 'task-protection' }
  | { readonly kind: 'agent-disconnected' }
  | { readonly kind: 'aws-internal' }
  | { readonly kind: 'failed-to-start' }
  | {
      readonly kind: 'planned';
      readonly by:
        | 'spot'
        | 'retirement'
        | 'host-terminated'
        | 'draining'
        | 'deregistered'
        | 'az-rebalancing'
        | 'person'
        /** `Scaling activity initiated by (deployment …)`: scale-in or replacement, the same text. */
        | 'scaling-or-deployment';
      readonly deployment?: string;
      readonly instance?: string;
      /** What the person or tool that called StopTask gave as its reason. */
      readonly words?: string;
    }
  | {
      readonly kind: 'deployment-progress';
      readonly stage: 'in-progress' | 'completed' | 'task-stopped' | 'task-started' | 'rebalancing';
      /** The deployment that a rollback goes back to. */
      readonly rollingBackTo?: string;
    }
  | { readonly kind: 'steady-state' };

export type SignalKind = SignalDetail['kind'];
export type SignalOf<K extends SignalKind> = SignalBase & Extract<SignalDetail, { readonly kind: K }>;

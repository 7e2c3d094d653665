/** One revision, without the values of environment variables: they never leave the boundary where they were read. */
export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision?: number;
  readonly containers: readonly ContainerDefinition[];
  /** MiB and CPU units of the whole task. */
  readonly memory?: number;
  readonly cpu?: number;
  readonly networkMode?: string;
  readonly executionRoleArn?: string;
  readonly taskRoleArn?: string;
  readonly architecture?: string;
  readonly operatingSystem?: string;
  readonly ephemeralStorageGiB?: number;
  readonly requiresFargate: boolean;
  readonly volumes: readonly VolumeDefinition[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image?: string;
  readonly essential: boolean;
  readonly environment: readonly EnvironmentVariable[];
  readonly secrets: readonly SecretReference[];
  /** Each is the ARN of an object in S3. */
  readonly environmentFiles: readonly string[];
  readonly ports: readonly PortMapping[];
  readonly command: readonly string[];
  readonly entryPoint: readonly string[];
  /** MiB. `memory` is the hard limit, `memoryReservation` the soft one. */
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly cpu?: number;
  readonly healthCheck?: ContainerHealthCheck;
  readonly log?: LogConfiguration;
  readonly registryCredentials?: string;
  readonly dependsOn: readonly { readonly container: string; readonly condition: string }[];
  /** Seconds. */
  readonly startTimeout?: number;
  readonly stopTimeout?: number;
  readonly user?: string;
  readonly readonlyRootFilesystem: boolean;
}

/** The name, and what may be known of the value without knowing it. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly empty: boolean;
  /** A port number, where the value is nothing but one: it decides the port triangle and is no secret. */
  readonly port?: number;
  /** Heap flags such as `-Xmx512m` or `--max-old-space-size=400` found in the value. */
  readonly heapFlag?: string;
  /** Where the value names this machine, such as `localhost`. */
  readonly localhost?: true;
}

export interface SecretReference {
  readonly name: string;
  readonly valueFrom: string;
}

export interface PortMapping {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol: string;
}

export interface ContainerHealthCheck {
  readonly command: readonly string[];
  /** Seconds; ECS's defaults are 30, 5, 3 and 0. */
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}

export interface LogConfiguration {
  readonly driver: string;
  readonly group?: string;
  readonly region?: string;
  readonly streamPrefix?: string;
  readonly createGroup: boolean;
}

export interface VolumeDefinition {
  readonly name: string;
  readonly fileSystemId?: string;
  readonly rootDirectory?: string;
}

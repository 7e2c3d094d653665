import type { DiagnosePorts } from './app/diagnose-ports';
import { cloudWatchLogsClient, ecsClient, elasticLoadBalancingClient } from './aws/clients';
import { diagnoseReads } from './aws/diagnose-reads';

export interface LiveDiagnosisOptions {
  /** Default: that of the environment, or of the profile. */
  readonly region?: string;
  /** Told of each call before it is made: its IAM action, and what it is about. */
  readonly onCall?: (call: { readonly action: string; readonly about: string }) => void;
}

/** What a person's credentials let a diagnosis read: those of the environment, a profile, single sign-on or a role. */
export function openDiagnosis({ region, onCall }: LiveDiagnosisOptions): DiagnosePorts {
  const options = {
    // A person waits, and may be far from the Region; a whole cluster is read in a hurry.
    requestTimeout: 20_000,
    connectionTimeout: 5_000,
    maxAttempts: 5,
    ...(region === undefined ? {} : { region }),
  };
  return diagnoseReads({
    ecs: ecsClient(options),
    elasticLoadBalancing: elasticLoadBalancingClient(options),
    cloudWatchLogs: (elsewhere) =>
      cloudWatchLogsClient(elsewhere === undefined ? options : { ...options, region: elsewhere }),
    ...(onCall === undefined ? {} : { onCall }),
  });
}

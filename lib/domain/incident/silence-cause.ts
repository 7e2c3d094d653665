import type { IncidentCause } from './incident';
import type { SilenceRecord } from './service-record';
import type { Thresholds } from './thresholds';

const FINGERPRINT = 'f1.silence.';
const SIGNATURE = 'silence/';

/** What the looks at a silent failure are asked under; no stop has it. */
export const silenceSignature = (what: SilenceRecord['what']): string => `${SIGNATURE}${what}`;

/** The sweep saw it last beyond its patience: it is no passing trouble any more, whatever its cause. */
export const hasLasted = ({ signatures }: Pick<IncidentCause, 'signatures'>): boolean =>
  signatures.some((signature) => signature.startsWith(SIGNATURE));

/** A failure that no stop tells of, seen since a time and still seen now. Until the service has been read it is a guess. */
export const silenceCause = ({ what, since }: SilenceRecord, now: number, thresholds: Thresholds): IncidentCause => ({
  fingerprint: `${FINGERPRINT}${what}`,
  signatures: [silenceSignature(what)],
  cause: what === 'no-healthy-target' ? 'elb-health-check-failed' : 'service-start-impaired',
  kind: 'unknown',
  confidence: 'likely',
  stops: 0,
  firstAt: since,
  lastAt: now,
  recent: [now],
  awaitedUntil: now + thresholds.evidencePatience,
  looks: 0,
  told: false,
});

/** What is seen of it, in words for a title; undefined where the cause is none of these. */
export function titleOfSilence({ fingerprint }: IncidentCause): string | undefined {
  if (fingerprint === `${FINGERPRINT}no-healthy-target`) return 'the load balancer has no healthy target';
  return fingerprint === `${FINGERPRINT}below-desired` ? 'fewer tasks run than are wanted' : undefined;
}

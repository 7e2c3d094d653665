import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { IncidentView } from '../incident/alert';
import type { Incident } from '../incident/incident';
import { defined } from '../json';
import type { Episode, EpisodeCause } from './facts';

/** An incident of a record, with its diagnoses by fingerprint. */
export const episodeOf = (incident: Incident, diagnoses: ReadonlyMap<string, DiagnosisRecord>): Episode =>
  defined({
    incidentId: incident.id,
    state: incident.state,
    severity: incident.severity,
    flapping: incident.flapping,
    stops: incident.stops,
    openedAt: incident.openedAt,
    closedAt: incident.closedAt,
    closedBecause: incident.closedBecause,
    recovery: incident.recovery,
    causes: incident.causes.map(
      ({ fingerprint, cause, kind, container, stops, firstAt, lastAt }): EpisodeCause =>
        defined({
          fingerprint,
          cause,
          kind,
          container,
          stops,
          firstAt,
          lastAt,
          diagnosis: diagnoses.get(fingerprint),
        }) as EpisodeCause,
    ),
  }) as Episode;

/** An incident as its last alert told it: all that is left of it once the next one has opened. */
export const episodeOfView = (view: IncidentView, diagnoses: ReadonlyMap<string, DiagnosisRecord>): Episode =>
  defined({
    incidentId: view.incidentId,
    state: view.state,
    severity: view.severity,
    flapping: view.flapping,
    stops: view.stops,
    openedAt: view.openedAt,
    closedAt: view.closedAt,
    closedBecause: view.closedBecause,
    causes: view.causes.map(({ fingerprint, cause, stops, firstAt, lastAt, diagnosis }): EpisodeCause => {
      const told = diagnosis ?? diagnoses.get(fingerprint);
      return defined({
        fingerprint,
        cause,
        kind: told?.kind,
        container: told?.container,
        stops,
        firstAt,
        lastAt,
        diagnosis: told,
      }) as EpisodeCause;
    }),
  }) as Episode;

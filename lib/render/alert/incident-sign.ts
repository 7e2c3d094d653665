import type { Alert, IncidentView } from '../../domain/incident/alert';
import type { IncidentState, Severity } from '../../domain/incident/incident';

/** How bad it is, as a picture and as a word: the colour is never the only carrier. */
export interface Sign {
  readonly emoji: string;
  readonly word: string;
}

const BY_SEVERITY: Readonly<Record<Severity, Sign>> = {
  critical: { emoji: '🔴', word: 'Critical' },
  error: { emoji: '🟠', word: 'Error' },
  warning: { emoji: '🟡', word: 'Warning' },
  info: { emoji: '🔵', word: 'Info' },
};

const BY_STATE: Readonly<Record<Exclude<IncidentState, 'open'>, Sign>> = {
  recovering: { emoji: '🟢', word: 'Recovering' },
  resolved: { emoji: '✅', word: 'Resolved' },
  'rolled-back': { emoji: '✅', word: 'Rolled back' },
  held: { emoji: '⚪', word: 'Held at 0' },
  deleted: { emoji: '⚪', word: 'Service deleted' },
  expired: { emoji: '⚪', word: 'Closed after silence' },
};

export const signOf = (alert: Alert): Sign =>
  alert.kind === 'digest' ? BY_SEVERITY[severityOf(alert)] : signOfIncident(alert.view);

const signOfIncident = ({ state, severity }: IncidentView): Sign =>
  state === 'open' ? BY_SEVERITY[severity] : BY_STATE[state];

/** Severity of the whole alert; a first look that finds failures is an error. */
export const severityOf = (alert: Alert): Severity =>
  alert.kind !== 'digest' ? alert.view.severity : alert.failing.length > 0 ? 'error' : 'info';

import type { Answer, ClusterAnswer } from './answer';

/** How what was asked about stands. Of a task its own state: one that ended as planned is well, whatever becomes of its service. */
export function stateOf({ task, standing, diagnosis }: Answer): Answer['standing']['state'] {
  if (task === undefined) return standing.state;
  if (task.lastStatus === 'STOPPED') return diagnosis?.kind === 'normal' ? 'healthy' : 'failing';
  if (task.health === 'UNHEALTHY') return 'failing';
  return task.isEnding ? 'changing' : 'healthy';
}

/** How a cluster stands: as its worst service does. */
export function stateOfCluster({ rows }: ClusterAnswer): 'failing' | 'unknown' | 'healthy' {
  const states = new Set(rows.map(({ standing }) => standing.state));
  return states.has('failing') ? 'failing' : states.has('unknown') ? 'unknown' : 'healthy';
}

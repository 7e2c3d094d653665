import type { CauseId } from '../../domain/causes/cause-id';
import type { IncidentState } from '../../domain/incident/incident';
import { clockOf, counted, dayOf, durationOf } from '../words';
import { layOut } from './block';
import { cellsOf, cutCells } from './cells';
import { harmless } from './harmless';
import type { Screen, Style } from './paint';
import { plainTable } from './plain-table';

/** What a table of incidents shows of each; an incident has it all. */
export interface IncidentLine {
  readonly id: string;
  readonly state: IncidentState;
  readonly flapping: boolean;
  readonly causes: readonly { readonly cause: CauseId }[];
  readonly stops: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly closedAt?: number;
}

const STYLES: Readonly<Record<IncidentState, Style>> = {
  open: 'red',
  recovering: 'yellow',
  resolved: 'green',
  'rolled-back': 'green',
  held: 'dim',
  deleted: 'dim',
  expired: 'dim',
};

const GAP = 2;
/** With the gap behind it. */
const STATE = 'rolled-back'.length + GAP;
const STOPS = 8;
const TIMES = 14;
/** Of the column of incidents. */
const NARROWEST = 16;

/** What became of each incident: a row each, in the order given. */
export function incidentsText(screen: Screen, incidents: readonly IncidentLine[]): string {
  if (incidents.length === 0) return `${screen.paint('No incident.', 'green')}\n`;
  const room = screen.width - STATE - STOPS - TIMES;
  if (room < 2 * NARROWEST) return `${incidents.flatMap((one) => stacked(screen, one)).join('\n')}\n`;
  const widestCause = Math.max(
    'causes'.length,
    ...incidents.flatMap(({ causes }) => causes.map(({ cause }) => cause.length)),
  );
  const causeWidth = Math.min(widestCause + GAP, room - NARROWEST);
  const names = incidents.map(({ id }) => harmless(id));
  const nameWidth = Math.min(room - causeWidth, Math.max('incident'.length, ...names.map(cellsOf)) + GAP);
  const head = ['incident', 'state', 'causes', 'stops', 'opened'].map((name) => screen.paint(name, 'dim'));
  const rows = incidents.map((incident, index) => {
    const { state, flapping, causes, stops } = incident;
    return [
      nameLines(names[index] ?? '', nameWidth - GAP),
      screen.paint(state === 'open' && flapping ? 'flapping' : state, STYLES[state]),
      [...new Set(causes.map(({ cause }) => cause))].map((cause) => cutCells(cause, causeWidth - GAP)).join('\n'),
      stops.toLocaleString('en-US'),
      timesOf(incident),
    ];
  });
  return `${plainTable([head, ...rows], [nameWidth, STATE, causeWidth, STOPS, TIMES])}\n`;
}

/** Where the whole does not fit, the cluster stands on a line of its own. */
function nameLines(name: string, width: number): string {
  const slash = name.indexOf('/') + 1;
  const lines = cellsOf(name) <= width || slash === 0 ? [name] : [name.slice(0, slash), name.slice(slash)];
  return lines.map((line) => cutCells(line, width)).join('\n');
}

/** An incident below its name, where a row has no room. */
function stacked(screen: Screen, incident: IncidentLine): readonly string[] {
  const state = stateOf(screen, incident);
  return [
    ...layOut(screen, { text: incident.id, styles: ['bold'] }),
    `  ${state}, ${counted(incident.stops, 'stop')}`,
    ...layOut(screen, { text: timesOf(incident).replace('\n', ', '), styles: ['dim'] }, 2),
    ...causesOf(incident).flatMap((cause) => layOut(screen, { text: cause }, 2)),
  ];
}

const stateOf = (screen: Screen, { state, flapping }: IncidentLine): string =>
  screen.paint(state === 'open' && flapping ? 'flapping' : state, STYLES[state]);

const causesOf = ({ causes }: IncidentLine): readonly CauseId[] => [...new Set(causes.map(({ cause }) => cause))];

/** `9 Nov 10:06` and below it `for 11 min`. */
function timesOf({ openedAt, closedAt }: IncidentLine): string {
  const [, day = '', month = ''] = dayOf(openedAt).split(' ');
  const lasted = closedAt === undefined ? 'not over yet' : `for ${durationOf(closedAt - openedAt)}`;
  return `${day} ${month} ${clockOf(openedAt)}\n${lasted}`;
}

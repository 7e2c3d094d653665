import type { ClusterAnswer, ClusterRow } from '../answer';
import { counted, durationOf } from '../words';
import { permissionLines, STATE_MARKS } from './answer-text';
import { labelled, layOut } from './block';
import { cellsOf, cutCells } from './cells';
import { harmless } from './harmless';
import type { Screen } from './paint';
import { plainTable } from './plain-table';

const GAP = 2;
const STATE = 'changing'.length + 2 + GAP;
const RUNNING = 'running'.length + GAP;
const SINCE = 12;
const NARROWEST = 16;
const WIDEST_NAME = 40;

/** The services of a cluster, worst first: how each stands, how many tasks run, since when, and why. */
export function clusterText(screen: Screen, { cluster, rows, at, unread }: ClusterAnswer): string {
  const failing = rows.filter(({ standing }) => standing.state === 'failing').length;
  const headline =
    rows.length === 0
      ? `${cluster} has no service`
      : `${cluster}: ${failing === 0 ? 'nothing is wrong' : `${counted(failing, 'service')} ${failing === 1 ? 'fails' : 'fail'}`}, ${rows.length.toLocaleString('en-US')} looked at`;
  return [
    ...layOut(screen, { text: headline, styles: ['bold', failing === 0 ? 'green' : 'red'] }),
    ...(rows.length === 0 ? [] : ['', ...table(screen, rows, at)]),
    ...(unread.length === 0 ? [] : ['']),
    ...labelled(
      screen,
      'not seen',
      unread.map(({ what, reason }) => ({ text: `${what}: ${reason}`, mark: '- ', styles: ['dim'] as const })),
    ),
    ...permissionLines(screen, unread),
    ...(failing === 0
      ? []
      : [
          '',
          ...layOut(screen, { text: `More: ecs-medic diagnose --cluster ${cluster} --service NAME`, styles: ['dim'] }),
        ]),
    '',
  ].join('\n');
}

function table(screen: Screen, rows: readonly ClusterRow[], at: number): readonly string[] {
  const room = screen.width - STATE - RUNNING - SINCE;
  if (room < 2 * NARROWEST) return rows.flatMap((row) => stacked(screen, row, at));
  const names = rows.map(nameIn);
  const widest = Math.max('service'.length, ...names.map(cellsOf)) + GAP;
  const nameWidth = Math.min(widest, WIDEST_NAME, room - NARROWEST);
  const head = ['service', 'state', 'running', 'since', 'cause'].map((name) => screen.paint(name, 'dim'));
  const body = rows.map((row, index) => [
    cutCells(names[index] ?? '', nameWidth - GAP),
    stateIn(screen, row),
    countsIn(row),
    sinceIn(row, at),
    harmless(causeIn(row)),
  ]);
  return plainTable([head, ...body], [nameWidth, STATE, RUNNING, SINCE, room - nameWidth]).split('\n');
}

/** A service on lines of its own, where a row has no room. */
function stacked(screen: Screen, row: ClusterRow, at: number): readonly string[] {
  return [
    ...layOut(screen, { text: nameIn(row), styles: ['bold'] }),
    `  ${stateIn(screen, row)} ${countsIn(row)} ${sinceIn(row, at)}`.trimEnd(),
    ...layOut(screen, { text: causeIn(row) }, 2).filter((line) => line !== ''),
  ];
}

const nameIn = ({ kind, name }: ClusterRow): string => harmless(kind === 'family' ? `task ${name}` : name);

function stateIn(screen: Screen, { standing: { state } }: ClusterRow): string {
  const [mark, style] = STATE_MARKS[state];
  return screen.paint(`${mark} ${state}`, style);
}

const countsIn = ({ standing: { running, desired } }: ClusterRow): string =>
  running === undefined || desired === undefined ? '' : `${running}/${desired}`;

const sinceIn = ({ standing: { since } }: ClusterRow, at: number): string =>
  since === undefined ? '' : durationOf(at - since);

const causeIn = ({ title, standing: { state, because } }: ClusterRow): string =>
  title ?? (state === 'healthy' ? '' : because);

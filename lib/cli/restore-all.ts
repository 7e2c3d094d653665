import { actByPerson, type Proposal, proposeByPerson } from '../app/act-by-person';
import { type HeldService, listHolds } from '../app/list-holds';
import { subjectKey } from '../domain/incident/subject';
import { layOut } from '../render/terminal/block';
import { holdLines } from '../render/terminal/hold-lines';
import { counted } from '../render/words';
import { type ActOptions, agree, exitCodeOf, resultText } from './act';
import type { ActionWorld } from './action-world';
import { localTime } from './local-time';
import { complain, EXIT, print } from './output';

export interface RestoreAllOptions extends ActOptions {
  /** Those that a schedule put to sleep too. */
  readonly schedules: boolean;
  readonly cluster?: string;
  readonly refusalIn: (error: unknown) => string | undefined;
}

/** Brings back every service that is held at zero, one after the other; answers the worst exit code. */
export async function restoreAll(world: ActionWorld, options: RestoreAllOptions): Promise<number> {
  const { screen, schedules, cluster } = options;
  const held = (await listHolds(world.ports)).held.filter(
    ({ subject, hold }) =>
      (schedules || hold.owner !== 'schedule') && (cluster === undefined || subject.cluster === cluster),
  );
  if (held.length === 0) {
    await print(`No service is held at zero${schedules ? '' : ' for an incident or by a person'}.\n`);
    return EXIT.fine;
  }
  await print(`${counted(held.length, 'service')} to bring back:\n\n`);
  const codes: number[] = [];
  const proposals: Proposal[] = [];
  for (const one of held) {
    const lines = [...holdLines(screen, one, localTime(one.hold.since))];
    const proposal = await guarded(one, options, () =>
      proposeByPerson({ action: 'restore', subject: one.subject, despiteSafeguards: false }, world.ports, world.acting),
    );
    if (proposal?.decision.decision === 'do' && proposal.intent !== undefined) proposals.push(proposal);
    else {
      codes.push(proposal === undefined ? EXIT.unusable : EXIT.refused);
      const because = proposal === undefined ? 'it could not be looked at' : proposal.decision.reason;
      lines.push(...layOut(screen, { text: `left as it is: ${because}`, mark: '✗ ', markStyles: ['red'] }, 4));
    }
    await print(`${lines.join('\n')}\n`);
  }
  if (options.dryRun) {
    await print('\nDry run: nothing was changed.\n');
    return codes.includes(EXIT.unusable) ? EXIT.unusable : EXIT.fine;
  }
  if (proposals.length === 0) return Math.max(...codes);
  const answer = await agree(`Bring ${counted(proposals.length, 'service')} back?`, options);
  if (answer !== true) return answer;
  await print('\n');
  for (const proposal of proposals) codes.push(await restoreOne(proposal, world, options));
  const done = codes.filter((code) => code === EXIT.fine).length;
  await print(`\n${done} of ${counted(held.length, 'service')} brought back.\n`);
  return Math.max(...codes);
}

async function restoreOne(proposal: Proposal, world: ActionWorld, options: RestoreAllOptions): Promise<number> {
  const { subject, action } = proposal.wish;
  const attempt = await guarded({ subject }, options, () => actByPerson(proposal, world.ports, world.acting));
  if (attempt === undefined) return EXIT.unusable;
  await print(resultText(subject, action, attempt, world, options.screen));
  return exitCodeOf(attempt);
}

/** What AWS refuses for one service is told, and the others are done all the same. */
async function guarded<T>(
  { subject }: Pick<HeldService, 'subject'>,
  { refusalIn }: Pick<RestoreAllOptions, 'refusalIn'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    complain(`${subjectKey(subject)}: ${refusal}`);
    return undefined;
  }
}

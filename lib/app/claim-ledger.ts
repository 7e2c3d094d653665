import type { ActionLedger } from '../domain/action/action-ledger';
import { decide } from '../domain/action/decide';
import type { Decision } from '../domain/action/guard';
import type { Intent } from '../domain/action/intent';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import type { LedgerPorts } from './action-ports';
import type { ChangeRequest } from './change-request';
import type { ClockPort } from './ports';
import { untilWritten } from './until-written';

const DAY = 24 * 60 * 60_000;

/** Spends the budget and says that a change is under way, where the ledger as it is now still allows it. */
export async function claim(
  intent: Intent,
  { state, guards, policy }: ChangeRequest,
  ports: LedgerPorts & ClockPort,
): Promise<Decision> {
  const { subject } = state.record;
  return untilWritten(async (attempt) => {
    const ledger = attempt === 0 ? state.ledger : await ports.readLedger();
    // The store's own retry took effect twice: the second time it is our own claim that stands in the way.
    const isOurs = ledger.inFlight?.intentId === intent.id;
    if (isOurs) return { decision: 'do', reason: 'it was claimed by this very attempt', answers: [] };
    const asked = decide(guards, { ...state, ledger }, ports.now(), policy);
    if (asked.decision !== 'do') return asked;
    const claimed: ActionLedger = {
      ...ledger,
      spent: [
        ...ledger.spent.filter(({ at }) => intent.at - at < DAY),
        { at: intent.at, subject: subjectKey(subject), cluster: subject.cluster },
      ],
      inFlight: { intentId: intent.id, subject: subjectKey(subject), at: intent.at },
    };
    return (await ports.writeLedger(claimed)) ? asked : undefined;
  });
}

/** The change is settled. What was spent stays spent. */
export const giveUpClaim = ({ id }: Pick<Intent, 'id'>, ports: LedgerPorts): Promise<void> =>
  endClaim(id, ports, (ledger) => ledger);

/** The attempt ended before any call: nothing was done, so nothing was spent. */
export const returnClaim = (
  { id, at }: Pick<Intent, 'id' | 'at'>,
  subject: Subject,
  ports: LedgerPorts,
): Promise<void> =>
  endClaim(id, ports, (ledger) => ({
    ...ledger,
    spent: ledger.spent.filter((one) => one.at !== at || one.subject !== subjectKey(subject)),
  }));

async function endClaim(id: string, ports: LedgerPorts, settle: (ledger: ActionLedger) => ActionLedger): Promise<void> {
  await untilWritten(async () => {
    const ledger = await ports.readLedger();
    if (ledger.inFlight?.intentId !== id) return true;
    return (await ports.writeLedger(defined({ ...settle(ledger), inFlight: undefined }) as ActionLedger))
      ? true
      : undefined;
  });
}

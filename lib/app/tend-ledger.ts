import type { ActionLedger } from '../domain/action/action-ledger';
import { failsAtOnce } from '../domain/action/mass-failure';
import { dayAndTime } from '../domain/action/words';
import type { NoticeAlert } from '../domain/incident/alert';
import { isOpen } from '../domain/incident/incident';
import { noticeAlertOf } from '../domain/incident/notice-alert';
import type { ServiceRecord } from '../domain/incident/service-record';
import { parseSubjectKey } from '../domain/incident/subject';
import { defined } from '../domain/json';
import { shortHash } from '../domain/text/short-hash';
import type { ActingPolicy } from './action-policy';
import type { ChangePorts } from './change-request';
import { publishAlert } from './publish-alert';
import { untilWritten } from './until-written';

/** A claim whose intent was never written is given up after so many milliseconds. */
const CLAIM_IS_OVER = 3 * 60_000;

/**
 * What a run makes of the ledger before it decides anything: it tells what is owed, gives up a claim whose intent never
 * came to be, and freezes where many services fail at once. Throws where others write all the time, or where the freeze
 * cannot be told: then nothing is decided in this run. False: so many records could not be read that many services may
 * fail at once, and nobody knows.
 */
export async function tendLedger(
  records: readonly ServiceRecord[],
  unread: number,
  ports: ChangePorts,
  { limits }: ActingPolicy,
): Promise<boolean> {
  const now = ports.now();
  const openings = records.flatMap(({ incident }) => (isOpen(incident) ? incident.openedAt : []));
  const { services } = await ports.readWatch();
  const freezes = failsAtOnce(openings, services, now, limits);
  const mayFreeze = failsAtOnce([...openings, ...Array.from({ length: unread }, () => now)], services, now, limits);
  const isKnown = freezes || !mayFreeze;
  return untilWritten(async () => {
    const ledger = await ports.readLedger();
    if (ledger.owed !== undefined) await publishStored(ledger.owed, ports);
    const begins = freezes && (ledger.frozenUntil ?? 0) <= now;
    const frozenUntil = begins ? now + limits.freezeFor : ledger.frozenUntil;
    const alert = begins ? freezeAlert(openings.length, services, now + limits.freezeFor, now) : undefined;
    if (alert !== undefined) await ports.writeAlert(alert);
    const inFlight = (await isLost(ledger, now, ports)) ? undefined : ledger.inFlight;
    const isTended =
      inFlight === ledger.inFlight && frozenUntil === ledger.frozenUntil && alert?.alertId === ledger.owed;
    if (isTended) return isKnown;
    const tended = defined({ ...ledger, inFlight, frozenUntil, owed: alert?.alertId }) as ActionLedger;
    if (!(await ports.writeLedger(tended))) return undefined;
    if (alert !== undefined) await publishOwed(alert, ports);
    return isKnown;
  });
}

/** Somebody claimed, and was cut off before the intent stood in the record, or after it was settled. */
async function isLost({ inFlight }: ActionLedger, now: number, ports: ChangePorts): Promise<boolean> {
  if (inFlight === undefined || now - inFlight.at <= CLAIM_IS_OVER) return false;
  const subject = parseSubjectKey(inFlight.subject);
  if (subject === undefined) return true;
  try {
    const { intent } = await ports.readRecord(subject);
    return intent?.id !== inFlight.intentId;
  } catch (error) {
    ports.report(`whether a change of ${inFlight.subject} is settled could not be read: its claim stays`, error);
    return false;
  }
}

function freezeAlert(open: number, services: number | undefined, until: number, at: number): NoticeAlert {
  const notice = {
    noticeId: shortHash(`freeze ${at}`),
    at,
    severity: 'error',
    title: 'many services fail at once: nothing is done to any of them',
    lines: [
      `${open} incidents are open${services === undefined ? '' : `, ${services} services are watched`}, and many of them opened within minutes: the reason lies outside the services.`,
      `For incidents ecs-medic changes nothing until ${dayAndTime(until)}.`,
    ],
    commands: [],
  } as const;
  return noticeAlertOf(notice, {});
}

/** An alert whose body has expired is given up: it must not hold up all that comes after it. */
async function publishStored(alertId: string, ports: ChangePorts): Promise<void> {
  const alert = await ports.readAlert(alertId);
  if (alert !== undefined) await publishAlert(alert, ports);
}

/** Where somebody else wrote since, the next run publishes it once more, with the same id. */
async function publishOwed(alert: NoticeAlert, ports: ChangePorts): Promise<void> {
  await publishAlert(alert, ports);
  const ledger = await ports.readLedger();
  if (ledger.owed === alert.alertId) await ports.writeLedger(defined({ ...ledger, owed: undefined }) as ActionLedger);
}

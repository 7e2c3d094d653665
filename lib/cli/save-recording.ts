import { writeFileSync } from 'node:fs';
import type { Diagnosed, Engine } from '../app/diagnose-service';
import { verdictIn } from '../app/diagnose-service';
import { redactRecording } from '../app/redact-recording';
import { jsonLine } from '../render/terminal/harmless';
import { counted } from '../render/words';
import { reasonOf } from './input/find-files';
import { complain } from './output';

/** Writes what was read, redacted, and sees that it replays to the same verdict; false where it could not be written. */
export async function saveRecording(path: string, { recording, verdict }: Diagnosed, engine: Engine): Promise<boolean> {
  const { recording: redacted, hidden } = redactRecording(recording);
  try {
    writeFileSync(path, `${JSON.stringify(redacted, undefined, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    complain(`${path} cannot be written: ${reasonOf(error)}`);
    return false;
  }
  const again = verdictIn(verdict.id, await engine(redacted));
  if (again.cause !== verdict.cause || again.confidence !== verdict.confidence)
    complain(
      `${path} replays to another verdict (${jsonLine(again.cause)} instead of ${jsonLine(verdict.cause)}): redaction hid what told it`,
    );
  complain(
    `saved to ${path} with ${counted(hidden, 'value')} hidden; names, ARNs and account ids are in it: look through it before you give it away`,
  );
  return true;
}

import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { asArray, asObject, asText, type JsonObject } from '../../../lib/domain/json';
import type { EmulatedAccount } from './emulated-account';

/** Writes the logs of a recording into the account's own log groups. A line without a time is of that time. */
export async function seedLogs({ logs }: EmulatedAccount, recording: JsonObject, now: number): Promise<void> {
  for (const [logGroupName, streams] of Object.entries(asObject(recording['logs']) ?? {})) {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const [logStreamName, lines] of Object.entries(asObject(streams) ?? {})) {
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = asArray(lines).map((line) => ({
        message: typeof line === 'string' ? line : (asText(asObject(line)?.['message']) ?? ''),
        timestamp: Number(asObject(line)?.['timestamp'] ?? now),
      }));
      if (logEvents.length > 0) await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
  }
}

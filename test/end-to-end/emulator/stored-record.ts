import { tableStore } from '../../../lib/aws/table-store';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import type { RunningResponder } from './start-responder';

/** The record of a service as it stands in the table, read as the functions read it. */
export async function storedRecord(
  { account, environmentOf, functions }: RunningResponder,
  cluster: string,
  service: string,
): Promise<ServiceRecord> {
  const { ECS_MEDIC_TABLE: tableName = '' } = await environmentOf('respond-to-ecs-events');
  const store = tableStore({ client: account.dynamodb, tableName, now: functions.now, evidenceDays: 90 });
  return store.readRecord({ kind: 'service', cluster, name: service });
}

import { DYNAMODB_ENDPOINT } from '../../contract/local-table';
import { ACCOUNT } from './rig';
import { type Emulator, startEmulator } from './start-emulator';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ region: 'eu-central-1', account: ACCOUNT, functionEnvironment: {} });
  process.env[DYNAMODB_ENDPOINT] = emulator.endpoint;
});
afterAll(() => {
  delete process.env[DYNAMODB_ENDPOINT];
  return emulator.stop();
});

// The contract of the store, as it is tested in memory and on dynalite, on the emulator's DynamoDB.
require('../../contract/store.test');

import { type ClientOptions, configurationOf } from './clients';
import { CloudFormationClient } from './clients/cloudformation';

/** Only commands ask CloudFormation: no function holds its client. */
export const cloudFormationClient = (options: ClientOptions = {}): CloudFormationClient =>
  new CloudFormationClient(configurationOf(options));

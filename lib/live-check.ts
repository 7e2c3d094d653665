import type { CheckPorts } from './app/check-ports';
import { checkAccount, checkClientsIn } from './aws/check-account';
import { STSClient } from './aws/clients/sts';

/** The account that the credentials of the environment, a profile or single sign-on open. Throws without a Region. */
export async function openCheckAccount(region: string | undefined): Promise<CheckPorts> {
  // The SDK knows where the Region may stand: the environment, the profile.
  const place = region ?? (await new STSClient({}).config.region());
  return checkAccount(place, checkClientsIn);
}

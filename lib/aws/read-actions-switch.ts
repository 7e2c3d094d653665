import { known, type Read, unavailable } from '../domain/read';
import type { LazyClient } from './clients';
import type { SSMClient } from './clients/ssm';
import type { Ask } from './reading';

/** Whether actions are switched on. Anything but `on` and `off` cannot be told from a slip of somebody who wants them off. */
export async function readActionsSwitch(name: string, ssm: LazyClient<SSMClient>, ask: Ask): Promise<Read<boolean>> {
  const { GetParameterCommand } = await import('./clients/ssm');
  const client = await ssm();
  const { Parameter } = await ask({ action: 'ssm:GetParameter', about: name }, (options) =>
    client.send(new GetParameterCommand({ Name: name }), options),
  );
  const value = Parameter?.Value?.trim().toLowerCase();
  if (value === 'on') return known(true);
  if (value === 'off') return known(false);
  const got = value === undefined ? 'nothing' : JSON.stringify(value.slice(0, 40));
  return unavailable(`the parameter ${name} must say on or off, but says ${got}`);
}

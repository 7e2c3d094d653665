import type { Account } from '../account/account';
import type { Sky } from '../engine/invocation';

const MINUTE = 60_000;

/** Application Auto Scaling, which looks at every target each minute or two, as long as something happens. */
export function keepScaling(account: Account, { time, random }: Sky, until: number): void {
  const scale = (): void => {
    for (const service of account.all()) {
      if (service.target === undefined) continue;
      const { desired } = service;
      service.scale();
      if (service.desired !== desired) account.byOthers(service, 'count', () => undefined);
    }
    if (time.now() < until) time.at(time.now() + random.between(MINUTE, 2 * MINUTE), scale);
  };
  time.at(time.now() + MINUTE, scale);
}

import { shellWord } from '../cross-checks/shell-word';
import { awsCommand } from './commands';
import type { DeployedStack } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { ago } from './elapsed';
import type { Remark } from './part-health';

/** States in which what was asked for stands. */
const STANDS = /^(?:CREATE|UPDATE|IMPORT)_COMPLETE$/;
/** The last change failed, and what was there before stands. */
const ROLLED_BACK = /^(?:UPDATE|IMPORT)_ROLLBACK_COMPLETE$/;
const UNDER_WAY = /_IN_PROGRESS$/;

export function judgeStack(
  { status, reason, createdAt, updatedAt }: DeployedStack,
  place: DeploymentPlace,
  now: number,
): readonly Remark[] {
  const at = updatedAt ?? createdAt;
  const seen = `${status}${at === undefined ? '' : `, changed ${ago(at, now)}`}`;
  if (STANDS.test(status)) return [{ state: 'ok', seen }];
  if (UNDER_WAY.test(status) && !/ROLLBACK|DELETE/.test(status))
    return [{ state: 'warning', seen, fix: 'A deployment is under way: look again when it is done.' }];
  const why = reason === undefined ? seen : `${seen}: ${reason}`;
  const commands = [awsCommand(place, `cloudformation describe-stack-events --stack-name ${shellWord(place.stack)}`)];
  if (ROLLED_BACK.test(status))
    return [
      {
        state: 'warning',
        seen: why,
        fix: 'The last deployment failed and the version before it runs: see why, and deploy again.',
        commands,
      },
    ];
  return [{ state: 'failed', seen: why, fix: 'The stack does not stand: see why, and deploy it again.', commands }];
}

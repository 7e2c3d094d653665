import { diskFull } from '../../../../lib/domain/signals/storage/disk-full';
import { ebsVolume, efsVolume, otherVolume } from '../../../../lib/domain/signals/storage/volume';
import { readLog, readReason } from '../read-log';

const EFS = 'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr:';

describe('a full disk', () => {
  it('is told while pulling and while running', () => {
    expect(
      readReason(
        [diskFull],
        'CannotPullContainerError: failed to register layer: Error processing tar file(exit status 1): write /app/data/a.npy: no space left on device',
      ),
    ).toMatchObject([{ kind: 'disk-full', pulling: true, path: '/app/data/a.npy' }]);
    expect(
      readLog([diskFull], "System.IO.IOException: No space left on device : '/home/runner/_diag/a.log'"),
    ).toMatchObject([{ kind: 'disk-full', path: '/home/runner/_diag/a.log' }]);
    expect(
      readReason(
        [diskFull],
        'API error (500): devmapper: Thin Pool has 4350 free data blocks which is less than minimum required 4454 free data blocks',
      ),
    ).toMatchObject([{ kind: 'disk-full' }]);
  });

  it('is not the limit of file watchers, which has the same number', () => {
    expect(readLog([diskFull], 'Error: ENOSPC: System limit for number of file watchers reached, watch /app')).toEqual(
      [],
    );
  });
});

describe('a volume', () => {
  it.each([
    [`${EFS} Failed to resolve "fs-0abc12345.efs.us-east-1.amazonaws.com"`, 'dns', 'fs-0abc12345'],
    [
      `${EFS} mount.nfs4: Connection reset by peer : unsuccessful EFS utils command execution; code: 32`,
      'network',
      undefined,
    ],
    [
      `${EFS} b'mount.nfs4: mounting fs-0abc12345.efs.us-east-1.amazonaws.com:/grafana failed, reason given by server: No such file or directory'`,
      'path',
      'fs-0abc12345',
    ],
    [`${EFS} mount.nfs4: access denied by server while mounting 127.0.0.1:/`, 'access-denied', undefined],
    [`${EFS} b'mount.nfs4...`, 'other', undefined],
  ])('on EFS fails: %s', (text, problem, fileSystem) => {
    expect(readReason([efsVolume, otherVolume], text)).toMatchObject([
      { type: 'efs', problem, ...(fileSystem === undefined ? {} : { fileSystem }) },
    ]);
  });

  it('on EBS or of another kind fails', () => {
    expect(
      readReason([ebsVolume, otherVolume], 'ECS timed out while configuring the EBS volume attachment to your Task'),
    ).toMatchObject([{ type: 'ebs', problem: 'timeout' }]);
    expect(readReason([ebsVolume, otherVolume], 'CannotCreateVolumeError')).toMatchObject([{ type: 'other' }]);
  });
});

import type { Detector } from '../detector';
import { settingDetector } from './setting-finding';

const AWS = { reader: 'AWS SDK', impliedName: 'AWS_REGION' } as const;

/** No AWS region: unlike in Lambda, a task gets `AWS_REGION` on Fargate only, and older SDKs want other names. */
export const awsRegion: Detector = settingDetector(
  'aws-region',
  ['region'],
  [
    { ...AWS, pattern: /Missing region in config|Region is missing\b/ },
    { ...AWS, pattern: /NoRegionError: You must specify a region|You must specify a region\. You can also configure/ },
    { ...AWS, pattern: /Unable to (?:find|load) a? ?region (?:via the|from any of the) (?:region )?provider/i },
    { ...AWS, pattern: /MissingRegion: could not find region configuration|Invalid Configuration: Missing Region/ },
    { ...AWS, pattern: /MissingRegionError|missing required configuration.{0,20}:region|missing keyword: :region/i },
    { ...AWS, pattern: /No RegionEndpoint or ServiceURL configured/ },
    { ...AWS, pattern: /The "?region"? configuration value is required|"region" is required configuration/i },
    { ...AWS, pattern: /region must not be blank or empty|region must be (?:set|provided|specified)/i },
  ],
);

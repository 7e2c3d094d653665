/** On demand, US dollars, without tax. */
export interface FargatePrice {
  readonly region: string;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly vcpuHour: number;
  readonly gbHour: number;
  /** Day on which the source was read or dated, `YYYY-MM-DD`. */
  readonly asOf: string;
}

/**
 * Fargate for Linux, on demand (aws.amazon.com/fargate/pricing, and the usage types `Fargate-vCPU-Hours:perCPU` and
 * `Fargate-GB-Hours` of the AWS price list). Only what a dated source quotes from there stands here:
 * of other Regions nothing is known.
 */
export const FARGATE_PRICES: readonly FargatePrice[] = [
  { region: 'us-east-1', architecture: 'X86_64', vcpuHour: 0.04048, gbHour: 0.004445, asOf: '2026-03-01' },
  { region: 'us-east-1', architecture: 'ARM64', vcpuHour: 0.03238, gbHour: 0.00356, asOf: '2026-03-01' },
  { region: 'us-east-2', architecture: 'X86_64', vcpuHour: 0.04048, gbHour: 0.004445, asOf: '2026-09-07' },
  { region: 'us-east-2', architecture: 'ARM64', vcpuHour: 0.03238, gbHour: 0.00356, asOf: '2026-09-01' },
  { region: 'eu-west-1', architecture: 'X86_64', vcpuHour: 0.04048, gbHour: 0.004445, asOf: '2026-07-31' },
  { region: 'eu-west-1', architecture: 'ARM64', vcpuHour: 0.03238, gbHour: 0.00356, asOf: '2026-07-31' },
  { region: 'eu-west-2', architecture: 'X86_64', vcpuHour: 0.04656, gbHour: 0.00511, asOf: '2026-07-02' },
  { region: 'eu-west-2', architecture: 'ARM64', vcpuHour: 0.03725, gbHour: 0.00409, asOf: '2026-07-02' },
  { region: 'eu-central-1', architecture: 'X86_64', vcpuHour: 0.04656, gbHour: 0.00511, asOf: '2026-07-07' },
  { region: 'eu-central-1', architecture: 'ARM64', vcpuHour: 0.03725, gbHour: 0.00409, asOf: '2026-06-01' },
  { region: 'ap-northeast-1', architecture: 'X86_64', vcpuHour: 0.05056, gbHour: 0.00553, asOf: '2026-08-15' },
  { region: 'ap-northeast-1', architecture: 'ARM64', vcpuHour: 0.04045, gbHour: 0.00442, asOf: '2026-09-16' },
  { region: 'ap-northeast-2', architecture: 'X86_64', vcpuHour: 0.04656, gbHour: 0.00511, asOf: '2026-10-01' },
  { region: 'ap-northeast-2', architecture: 'ARM64', vcpuHour: 0.03725, gbHour: 0.00409, asOf: '2026-10-01' },
  { region: 'ap-southeast-1', architecture: 'X86_64', vcpuHour: 0.05056, gbHour: 0.00553, asOf: '2026-06-20' },
  { region: 'ap-southeast-1', architecture: 'ARM64', vcpuHour: 0.04045, gbHour: 0.00442, asOf: '2026-09-13' },
];

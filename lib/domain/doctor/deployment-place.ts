/** Where a deployment lies. */
export interface DeploymentPlace {
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  readonly region: string;
}

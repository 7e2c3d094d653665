import type { RoleTrust } from '../domain/check/role-trust';
import type { Read } from '../domain/read';

/** An image of a private ECR registry. */
export interface EcrImage {
  /** Account of the registry. */
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest?: string;
}

/**
 * What a check asks of the account: whether things are there, never what is in them. What may not be read is
 * unavailable, with the permission to add. Throws where there are no credentials at all.
 */
export interface CheckPorts {
  /** Where names without a Region are looked up. */
  readonly region: string;
  /** The account of the caller. */
  readAccount(): Promise<Read<string>>;
  readImage(image: EcrImage): Promise<Read<'there' | 'no-repository' | 'no-image'>>;
  /** `secret`: ARN or name. */
  readSecret(secret: string, region: string): Promise<Read<'there' | 'missing' | 'being-deleted'>>;
  /** `name` as Parameter Store has it, without version or label. */
  readParameter(name: string, region: string): Promise<Read<'there' | 'missing'>>;
  /** `name` without its path. */
  readRole(name: string): Promise<Read<RoleTrust | 'missing'>>;
  readLogGroup(name: string, region: string): Promise<Read<'there' | 'missing'>>;
}

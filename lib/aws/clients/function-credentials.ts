/**
 * A Lambda finds its credentials in its environment and nowhere else. Bundles of functions take this in the place of
 * the SDK's whole chain (profiles, single sign-on, instance metadata), which would be a fifth of their bytes.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';

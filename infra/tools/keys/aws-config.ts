import type { Stage } from '../../config/stage-name.ts';
import { clientOptions } from '../../local/aws/services/clients.ts';
import { stackRunFile } from '../../local/stack-run-file.ts';
import { KeysNotReachedError } from './errors.ts';

/** How clients of AWS reach a service. Empty: as the SDK finds region, credentials and endpoint by itself. */
export interface AwsClientConfig {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Where the services of a stage are. */
export interface AwsConfig {
  readonly secretsManager: AwsClientConfig;
  readonly lambda: AwsClientConfig;
}

/**
 * Stage local is at the stack that runs on this machine; every other one is where the environment says. Throws
 * KeysNotReachedError.
 */
export function awsConfigOf({ isLocal }: Stage): AwsConfig {
  if (!isLocal) return { secretsManager: {}, lambda: {} };
  const address = stackRunFile.read();
  if (address === undefined) throw new KeysNotReachedError('no local stack runs here: start one with npm start');
  const { region, endpoints } = address;
  // As who runs the stack. Its policies are asked whether they deny it anything.
  return {
    secretsManager: clientOptions(endpoints.secrets_manager, region),
    lambda: clientOptions(endpoints.lambda, region),
  };
}

import type { Stage } from '../config/stage-name.ts';
import { stackRunFile } from '../local/stack-run-file.ts';
import { KeysNotReachedError } from './errors.ts';

/** How clients of AWS reach a service. Empty: as the SDK finds region, credentials and endpoint by itself. */
export interface ClientPlace {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Where the services of a stage are. */
export interface AwsPlace {
  readonly secretsManager: ClientPlace;
  readonly lambda: ClientPlace;
}

/** The local stack asks for credentials and knows nobody by them. */
const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Stage local is at the stack that runs on this machine; every other one is where the environment says. Throws KeysNotReachedError. */
export function awsPlaceOf({ isLocal }: Stage): AwsPlace {
  if (!isLocal) return { secretsManager: {}, lambda: {} };
  const place = stackRunFile.read();
  if (place === undefined) throw new KeysNotReachedError('no local stack runs here: start one with npm start');
  const { region, endpoints } = place;
  const at = (endpoint: string): ClientPlace => ({ region, endpoint, credentials: localCredentials });
  return { secretsManager: at(endpoints.secrets_manager), lambda: at(endpoints.lambda) };
}

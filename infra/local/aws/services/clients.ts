/**
 * What every SDK client of the stack itself is made with. The endpoint is always named, so no call can leave this
 * machine, and the credentials are made up: nothing here looks at the person's own AWS configuration.
 */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** The access key of who runs the stack. A function has another one. */
export const ownAccessKey = 'LOCALSTACK';

export function clientOptions(endpoint: string, region: string): ClientOptions {
  return { endpoint, region, credentials: { accessKeyId: ownAccessKey, secretAccessKey: 'local' }, maxAttempts: 1 };
}

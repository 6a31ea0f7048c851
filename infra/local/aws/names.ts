import { createHash } from 'node:crypto';

/** The one account of the local stack: the queue and topic emulator knows no other. */
export const localAccount = '000000000000';

/** Names and ARNs of one stack. They are made from the template alone, so a second start has the same ones. */
export interface Names {
  readonly stack: string;
  readonly region: string;
  readonly account: string;
  /** A name for a resource that has none in the template. `suffix` (such as `.fifo`) counts towards `limit`. */
  physical(logicalId: string, limit: number, suffix?: string): string;
  /** `arn:aws:<service>:<region>:<account>:<resource>`. */
  arn(service: string, resource: string): string;
  /** As `arn`, for services whose ARNs carry no region, such as IAM. */
  globalArn(service: string, resource: string): string;
}

export function stackNames(stack: string, region: string): Names {
  return {
    stack,
    region,
    account: localAccount,
    physical: (logicalId, limit, suffix = '') => `${shorten(`${stack}-${logicalId}`, limit - suffix.length)}${suffix}`,
    arn: (service, resource) => `arn:aws:${service}:${region}:${localAccount}:${resource}`,
    globalArn: (service, resource) => `arn:aws:${service}::${localAccount}:${resource}`,
  };
}

/** Short text that is always the same for the same input: lower-case hex of SHA-256. */
export function fingerprint(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

function shorten(name: string, limit: number): string {
  if (name.length <= limit) return name;
  return `${name.slice(0, limit - 9)}-${fingerprint(name, 8)}`;
}

/** The service segment of an ARN, such as `sqs`; undefined for a text that is no ARN. */
export function arnService(arn: string): string | undefined {
  const [prefix, , service] = arn.split(':');
  return prefix === 'arn' ? service : undefined;
}

/** The last segment of an ARN, such as a queue's or a topic's name. */
export function arnName(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

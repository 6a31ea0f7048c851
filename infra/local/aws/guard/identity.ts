import { ServiceError } from '../errors.ts';
import type { Caller } from '../iam/call.ts';
import { accessKeyOf } from '../lambda/environment.ts';
import type { Names } from '../names.ts';
import { ownAccessKey } from '../services/clients.ts';

/** Who calls: for the policies, and by the name that people know. */
export interface Identity {
  /** Of a function, a schedule, a state machine or an AWS service. */
  readonly name: string;
  readonly caller: Caller;
}

/** What AWS does for itself, such as `events.amazonaws.com`. Only the policies of resources speak of it. */
export function serviceIdentity(name: string): Identity {
  return { name, caller: { kind: 'service', name } };
}

export function roleIdentity(name: string, roleArn: string): Identity {
  return { name, caller: { kind: 'role', arn: roleArn } };
}

/** Who runs this machine, as the one who deploys. */
export function administratorIdentity(names: Names): Identity {
  return {
    name: 'administrator',
    caller: { kind: 'administrator', arn: names.globalArn('iam', 'user/administrator') },
  };
}

/** Whose access key is whose. A key says who calls; signatures are not checked, since no call comes from elsewhere. */
export class Credentials {
  private readonly byAccessKey: Map<string, Identity>;

  constructor(administrator: Identity) {
    this.byAccessKey = new Map([[ownAccessKey, administrator]]);
  }

  addFunction({ name, caller }: Identity): void {
    this.byAccessKey.set(accessKeyOf(name), { name, caller });
  }

  /** Reads the header `Authorization`. Throws the ServiceError that AWS answers to a stranger. */
  identify(authorization: string | undefined): Identity {
    const accessKey = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];
    if (accessKey === undefined) {
      throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    }
    const identity = this.byAccessKey.get(accessKey);
    if (identity) return identity;
    const message = 'The security token included in the request is invalid.';
    throw new ServiceError('UnrecognizedClientException', message, 403);
  }
}

/** A recurring time in which the exchange may be away, in minutes since midnight UTC+8. Days: 0 is Sunday. */
export interface MaintenanceWindow {
  readonly days: readonly (0 | 1 | 2 | 3 | 4 | 5 | 6)[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/**
 * How requests are signed. `current` is today's API, `pro` the first one (exchange-api.md, API generations 4 and 1).
 */
export type Generation = 'current' | 'pro';

export type SigningMode = 'hmac-sha256' | 'ecdsa-secp256k1' | 'ed25519';

/** One environment of the exchange: where it is, how one signs there, when it is away, and what we can do there. */
export interface Environment {
  readonly id: string;
  readonly title: string;
  readonly generation: Generation;
  /** Origin of the REST API. Absent where it is given when the stack starts. */
  readonly rest?: string;
  /** In front of each path; gen 1 does not sign it. */
  readonly basePath: string;
  readonly websocket?: string;
  readonly fix?: string;
  readonly website?: string;
  readonly signing: readonly SigningMode[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** Address to bind the host to where its name does not resolve. */
  readonly hostAddress?: string;
  /** Whether money can be lost here. Such a host is never used from a developer's machine. */
  readonly production: boolean;
  /** Whether our three jobs run here, and why not. */
  readonly treasury: { readonly available: true } | { readonly available: false; readonly reason: string };
}

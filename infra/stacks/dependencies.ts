import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import type { Assets } from '../bundling/assets.ts';
import type { Passkeys } from '../config/passkeys.ts';
import type { DeviceHeads } from '../constructs/device-heads.ts';
import type { Egress } from '../constructs/egress/egress.ts';
import type { EncryptionKeys } from '../constructs/encryption-keys.ts';
import type { ExportBucket } from '../constructs/export-bucket.ts';
import type { InstructionQueue } from '../constructs/instruction-queue.ts';
import type { KeySecret } from '../constructs/key-secret.ts';
import type { Stage } from '../constructs/stage.ts';
import type { TreasuryBus } from '../constructs/treasury-bus.ts';
import type { TreasuryTable } from '../constructs/treasury-table.ts';

/** How functions reach the exchange. */
export interface ExchangeEndpoint {
  /** Its id in the registry of environments. */
  readonly environment: string;
  /** Stage local only: the address of the exchange to use instead of the registry's. */
  readonly url?: string;
}

/** What the functions depend on: it exists before them and knows none of them. */
export interface StackDependencies {
  readonly stage: Stage;
  /** What the deployment says of devices. */
  readonly passkeys: Passkeys;
  readonly assets: Assets;
  readonly exchange: ExchangeEndpoint;
  readonly layer: ILayerVersion;
  readonly encryption: EncryptionKeys;
  readonly table: TreasuryTable;
  readonly heads: DeviceHeads;
  readonly exports: ExportBucket;
  readonly bus: TreasuryBus;
  readonly keys: Readonly<Record<KeyName, KeySecret>>;
  readonly sweeps: InstructionQueue;
  readonly releases: InstructionQueue;
  /** The network with fixed addresses, where the configuration asks for it. */
  readonly egress?: Egress;
}

import type { Clock } from '../../functions/shared/core/clock.ts';
import { createPacer, type Pacer } from '../../functions/shared/exchange/client/pacer.ts';
import type { Table } from '../../functions/shared/ledger/store/table.ts';
import { createTablePacer } from '../../functions/shared/runtime/table-pacer.ts';

/** Paces who looks at the exchange with the read key, beside the functions of a stack that use it too. */
export interface ReaderPacer extends Pacer {
  /** From here on the slots of this table are taken, as the functions do. Until then nobody else uses the key. */
  share(table: Table): void;
}

export function createReaderPacer(clock: Clock): ReaderPacer {
  let pacer = createPacer(clock);
  return {
    claim: (pace) => pacer.claim(pace),
    confirm: (pace, slot) => pacer.confirm(pace, slot),
    block: (until, code) => pacer.block(until, code),
    share: (table) => {
      pacer = createTablePacer(table, 'read', clock);
    },
  };
}

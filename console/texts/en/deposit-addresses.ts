import type { Translation } from '../texts.ts';

export const texts = {
  title: 'Deposit addresses',
  about:
    'The address that a payer sends to. It is asked for at the exchange, checked, and compared with the one that ' +
    'payers were told before.',
  coin: 'Coin',
  coinHint: 'One of the coins of the policy, such as USDT.',
  coinMissing: 'Choose the coin.',
  chain: 'Chain',
  chainHint: 'The chain that the payer uses, such as ETH or Tron. Capitals count.',
  chainMissing: 'Choose the chain.',
  show: 'Show the address',
  heading: (coin: string, chain: string) => `Deposit address: ${coin} on ${chain}`,
  another: 'Another address',
  only: (coin: string, chain: string) =>
    `Send only ${coin}, and only on the chain ${chain}. Anything else may be lost.`,
  address: 'Address',
  addressCode: (address: string) => `QR code of the address ${address}`,
  tag: 'Memo or tag: must be given too',
  tagAdvice: 'Without it the exchange does not know that the deposit is ours.',
  tagCode: (tag: string) => `QR code of the memo or tag ${tag}`,
  least: 'Not less than',
  leastAdvice: 'The exchange does not credit less.',
  firstSeen: 'Known here since',
  checkedAt: 'Checked on',
  compare: 'Who scans the code compares the whole address with the one that is written here.',
  print: 'Print',
  changed: (coin: string, chain: string) =>
    `The exchange gives another address for ${coin} on ${chain} than payers were told.`,
  changedSteps: [
    'Tell payers to wait. Nobody should pay to the old or to a new address now.',
    'Look at the address on the exchange’s own pages, or ask the exchange by a way that you know.',
    'Two different people each type the address here, each from a source of their own.',
  ],
  whoMay: 'Only whitelisters and approvers may confirm it, two of them. Call them, and tell payers to wait.',
  confirmTitle: 'Confirm the new address',
  newAddress: 'The new address, whole',
  newAddressHint: 'As you see it at the exchange. Not from a message, and not from your colleague.',
  addressMissing: 'Type the whole address.',
  newTag: 'Memo or tag',
  newTagHint: 'Only where the exchange shows one. Else leave it empty.',
  source: 'I have this address from the exchange’s own pages, which I opened myself',
  sourceMissing: 'Confirm an address only if you have it from the exchange itself.',
  confirm: 'Confirm this address',
  confirming: 'Confirming …',
  kept: 'Your confirmation is kept. A second person is missing.',
  keptAdvice: 'Payers still have to wait. A second, different person types the address from their own source.',
  confirmedBy: (by: string) => `${by} confirmed:`,
  accepted: 'Two people agree. Payers are told this address from now on.',
  showNew: 'Show the address to hand out',
} as const;

export type DepositAddressTexts = Translation<typeof texts>;

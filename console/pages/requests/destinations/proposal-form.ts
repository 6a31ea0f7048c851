import type { RequestOf } from '../../../api/routes.ts';
import type { Difference } from './look-alikes.ts';

export type ProposalBody = RequestOf<'POST /whitelist'>['body'];
type BankProposal = Extract<ProposalBody, { bankAccount: string }>;

/** What somebody types who proposes a destination. */
export type ProposalForm = {
  readonly kind: string;
  readonly id: string;
  readonly coin: string;
  readonly chain: string;
  readonly address: string;
  readonly tag: string;
  readonly bankAccount: string;
};

export const emptyProposal: ProposalForm = {
  kind: 'crypto',
  id: '',
  coin: '',
  chain: '',
  address: '',
  tag: '',
  bankAccount: '',
};

export type ProposalField = Exclude<keyof ProposalForm, 'kind'>;

const cryptoFields: readonly ProposalField[] = ['id', 'coin', 'chain', 'address', 'tag'];
const bankFields: readonly ProposalField[] = ['id', 'coin', 'bankAccount'];

export const isBank = ({ kind }: ProposalForm): boolean => kind === 'bank';

export const fieldsOf = (form: ProposalForm): readonly ProposalField[] => (isBank(form) ? bankFields : cryptoFields);

/** The fields that have to be filled and are not. */
export const missingFields = (form: ProposalForm): readonly ProposalField[] =>
  fieldsOf(form).filter((field) => field !== 'tag' && form[field] === '');

const isFiat = (coin: string): coin is BankProposal['coin'] => coin === 'USD' || coin === 'HKD';

/** The coins of the policy that such a destination can be of. */
export const coinsFor = (form: ProposalForm, coins: readonly string[]): readonly string[] =>
  coins.filter((coin) => isFiat(coin) === isBank(form));

/** As the API takes it. Undefined for a bank account in what is no money of banks. */
export function proposalBody(form: ProposalForm, lookAlikes: readonly Difference[]): ProposalBody | undefined {
  const { id, coin, chain, address, tag, bankAccount } = form;
  if (isBank(form)) return isFiat(coin) ? { id, coin, bankAccount } : undefined;
  const named = lookAlikes.length === 0 ? {} : { lookAlikes: [...lookAlikes] };
  return { id, coin, chain, address, ...(tag === '' ? {} : { tag }), ...named };
}

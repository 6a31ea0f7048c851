import type { ResolvedEnvironment } from '../../../functions/shared/exchange/environments/resolve.ts';
import type { Payee } from '../../command-line/keys-file.ts';
import type { Proposal } from './proposal.ts';

/** Says exactly what will move, from where to where, and back. */
export function describeTransfer(
  environment: ResolvedEnvironment,
  { coin, from, to, quantities }: Proposal,
  payee: Payee | undefined,
): string {
  const [least, ...more] = quantities;
  const larger = more.length === 0 ? '' : `, or where the exchange takes no transfer that small, ${more.join(' or ')}`;
  const [there, back] = [`${from.name} (${from.id})`, `${to.name} (${to.id})`];
  const place = environment.production ? `${environment.title}, with REAL MONEY` : environment.title;
  return [
    `To learn more, a transfer has to be made at ${environment.rest} (${place}):`,
    `  1. ${least} ${coin} from ${there} to ${back}${larger};`,
    '  2. the same again under the same client order id, which should not be executed again (A3);',
    '  3. the same under another id, signed with a time that is too old, which should be refused (A20);',
    `  4. everything that moved, three times the quantity at the most, back from ${to.name} to ${from.name}.`,
    ...(payee === undefined ? [] : withdrawalsOf(payee)),
    'At the end both accounts should hold what they hold now.',
  ].join('\n');
}

function withdrawalsOf({ id, coin }: Payee): string[] {
  return [
    `  5. two withdrawals of 0 ${coin} to ${id}, which cannot move anything: one signed with a time that is too old,`,
    '     and one in time. Both should be refused, each with another code (A20).',
  ];
}

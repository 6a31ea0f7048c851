import { accounts } from '../fakes/simulated-policy.ts';
import type { Invariant, Observed, Post, Write } from '../run/observed.ts';
import { instructionOf, type Raw, type RawInstruction } from '../run/raw.ts';
import { kindOf, windowMs } from './support.ts';

/**
 * When bytes leave, the table says that they do: with this very attempt, and with what the instruction says. A write
 * that was over less than a receive window ago still counts.
 */
export const postedAsWritten: Invariant = {
  name: 'only what is written as sending is posted',
  watch: (observed) => ({
    posted: (post) => {
      const id = post.params.get('clientOrderId') ?? '';
      const now = instructionOf(observed.item(`instruction#${id}`));
      if (now === undefined) return `a POST for ${id}, which is no instruction`;
      const differing = differences(now.content, post);
      if (differing.length > 0) return `a POST for ${id} with another ${differing.join(', ')}`;
      return wasSending(observed, id, now, post) ? undefined : `a POST for ${id}, which is ${now.status}`;
    },
  }),
};

function wasSending(observed: Observed, id: string, current: RawInstruction, post: Post): boolean {
  if (isThisAttempt(current, post)) return true;
  const since = observed.now() - windowMs;
  const own = observed.writesOf(`instruction#${id}`);
  return own.some(
    (write, index) => isOverSince(own[index + 1], since) && isThisAttempt(instructionOf(write.item), post),
  );
}

function isOverSince(next: Write | undefined, since: number): boolean {
  return next === undefined || next.at >= since;
}

function isThisAttempt(instruction: RawInstruction | undefined, { params }: Post): boolean {
  const attempt = instruction?.attempts.at(-1);
  return (
    instruction?.status === 'sending' &&
    attempt !== undefined &&
    attempt.outcome === undefined &&
    attempt.clientOrderId === params.get('clientOrderId') &&
    String(attempt.timestamp) === params.get('timestamp') &&
    String(attempt.recvWindow) === params.get('recvWindow')
  );
}

/** What of the POST is not what the instruction says. */
function differences(content: Raw, { path, params }: Post): string[] {
  const { instructionId } = content;
  const all = { ...expected(content), clientOrderId: instructionId, remark: instructionId };
  return Object.entries(all).flatMap(([name, value]) =>
    (name === 'path' ? path : params.get(name)) === value ? [] : [name],
  );
}

function expected(content: Raw): Readonly<Record<string, unknown>> {
  const { coin, quantity, address } = content;
  switch (kindOf(content)) {
    case 'withdrawal':
      return { path: '/api/v1/account/withdraw', address, chainType: content.chain, coin, quantity };
    case 'fiat-withdrawal':
      return { path: '/api/v1/account/fiat/withdraw', bankAccount: address, asset: coin, amount: quantity };
    case 'asset-transfer': {
      const between = { fromAccountId: content.source, toAccountId: accountIdOf(content.destination) };
      return { path: '/api/v1/account/assetTransfer', ...between, coin, quantity };
    }
  }
}

/** What the policy calls the account that a sweep goes to. */
function accountIdOf(name: unknown): string | undefined {
  return Object.values(accounts).find((account) => account.name === name)?.id;
}

import { describe, expect, test } from '@jest/globals';
import { LoginExpiredError, UnansweredError } from '../../../console/api/errors.ts';
import { LoginError } from '../../../console/session/login-problem.ts';
import type { Tokens } from '../../../console/session/provider-client.ts';
import { TokenKeeper } from '../../../console/session/token-keeper.ts';

function tokensOf(api: string, receivedAt: number, changes: Partial<Tokens> = {}): Tokens {
  const facts = { person: 'bob@example.com', groups: ['treasury'], issuedAt: 0, expiresAt: 600_000 };
  return { api, facts, receivedAt, lifetimeMs: 600_000, refresh: `refresh of ${api}`, ...changes };
}

/** A keeper of a token that came at 0, at a provider that answers each renewal so. */
function keeperWith(renewal: (used: string) => Promise<Tokens>, first = tokensOf('first', 0)) {
  const used: string[] = [];
  const clock = { ms: 0 };
  const provider = {
    renew: async ({ refresh }: { readonly refresh: string }) => {
      used.push(refresh);
      return await renewal(refresh);
    },
  };
  return { keeper: new TokenKeeper(provider, first, { now: () => clock.ms }), used, clock };
}

describe('the tokens of a session', () => {
  test('are renewed before they run out, once for all who wait', async () => {
    const { keeper, used, clock } = keeperWith(async () => tokensOf('second', clock.ms));
    expect(await keeper.token(false)).toBe('first');
    clock.ms = 545_000;
    expect(await Promise.all([keeper.token(false), keeper.token(false), keeper.token(true)])).toEqual(
      Array.from({ length: 3 }, () => 'second'),
    );
    expect(used).toEqual(['refresh of first']);
    clock.ms += 545_000;
    await keeper.token(false);
    expect(used.at(-1)).toBe('refresh of second');
  });

  test('are renewed at once where the API did not take one', async () => {
    const { keeper } = keeperWith(async () => tokensOf('second', 0));
    expect([await keeper.token(true), await keeper.token(false)]).toEqual(['second', 'second']);
  });

  test('are used to their end while the provider is away, and then nobody is logged out', async () => {
    const { keeper, clock } = keeperWith(async () => {
      throw new LoginError({ kind: 'provider-away' });
    });
    clock.ms = 599_000;
    expect(await keeper.token(false)).toBe('first');
    clock.ms = 601_000;
    await expect(keeper.token(false)).rejects.toBeInstanceOf(UnansweredError);
  });

  const { refresh: _none, ...withoutRefresh } = tokensOf('first', 0);
  const eve = { facts: { ...tokensOf('', 0).facts, person: 'eve@example.com' } };
  const refuse = async () => {
    throw new LoginError({ kind: 'over' });
  };

  test.each<[string, () => Promise<Tokens>, Tokens]>([
    ['the provider refuses', refuse, tokensOf('first', 0)],
    ['another person comes back', async () => tokensOf('second', 0, eve), tokensOf('first', 0)],
    ['there is no refresh token', async () => tokensOf('second', 0), withoutRefresh],
  ])('take a new login where %s', async (_what, renewal, first) => {
    const { keeper } = keeperWith(renewal, first);
    await expect(keeper.token(true)).rejects.toBeInstanceOf(LoginExpiredError);
  });

  test('are nobody’s after a logout, also those that were on their way', async () => {
    const { promise, resolve } = Promise.withResolvers<Tokens>();
    const { keeper } = keeperWith(() => promise);
    const waiting = keeper.token(true);
    keeper.forget();
    resolve(tokensOf('second', 0));
    await expect(waiting).rejects.toBeInstanceOf(LoginExpiredError);
    await expect(keeper.token(false)).rejects.toBeInstanceOf(LoginExpiredError);
  });
});

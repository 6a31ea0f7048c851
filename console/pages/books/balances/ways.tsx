import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';

const ways = { balances: ['balances'], forecast: ['balances', 'forecast'], limits: ['balances', 'limits'] } as const;

const names = ['balances', 'forecast', 'limits'] as const;

/** What there is, what will be, and how much may still leave: three pages that are read one behind the other. */
export function Ways({ current }: { current?: keyof typeof ways }) {
  const texts = useTexts('balances').ways;
  return (
    <p class="ways">
      {names.map((name) => (
        <a key={name} href={hrefTo(ways[name])} aria-current={name === current ? 'page' : undefined}>
          {texts[name]}
        </a>
      ))}
    </p>
  );
}

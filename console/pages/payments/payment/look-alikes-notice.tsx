import { useTexts } from '../../../app/context.ts';
import { useWhitelist } from '../../../app/use-whitelist.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { lookAlikesOf } from './look-alikes.ts';

/** Other destinations with nearly this address, block beside block. */
export function LookAlikesNotice({ id, address }: { id: string; address: string }) {
  const { lookAlikes: texts } = useTexts('payments');
  const { answer } = useWhitelist();
  if (answer.state === 'loading') return <p class="quiet">{texts.comparing}</p>;
  if (answer.state === 'failed')
    return (
      <>
        <p>{texts.notCompared}</p>
        <Failure error={answer.error} />
      </>
    );
  const { entries, unreadable } = answer.body;
  const found = lookAlikesOf(address, entries);
  const isWhole = unreadable.length === 0;
  return (
    <>
      {!isWhole && <p class="notice warn">{texts.notWhole}</p>}
      {found.length === 0 && isWhole && <p class="quiet">{texts.none}</p>}
      {found.map((other) => (
        <section key={other.id} class="notice warn">
          <p>
            <strong>{texts.title(other.id)}</strong> {texts.todo(other.here.join(', '))}
          </p>
          <dl class="facts">
            <Fact name={`${id} (${texts.this})`}>
              <Blocks text={address} marked={other.here} copy={false} />
            </Fact>
            <Fact name={other.id}>
              <Blocks text={other.address} marked={other.there} copy={false} />
            </Fact>
          </dl>
        </section>
      ))}
    </>
  );
}

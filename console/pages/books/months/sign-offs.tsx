import { useRef } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { type MonthView, type SignOff, signingOf, standingSignOffs } from './month-view.ts';
import { SignButton } from './sign-button.tsx';
import { useShownDigest } from './use-shown-digest.ts';

interface SignOffsProps {
  readonly view: MonthView;
  readonly reload: () => Promise<void>;
}

/** Who has signed what, and the way to sign it oneself. */
export function SignOffs({ view, reload }: SignOffsProps) {
  const { me, signer } = useApp();
  const texts = useTexts('months').signOffs;
  const heading = useRef<HTMLHeadingElement>(null);
  const standing = standingSignOffs(view);
  const signing = signingOf(view, me, Date.now(), signer.asksForAll);
  const shown = useShownDigest(view);
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {texts.title}
      </h2>
      <p>{texts.meaning}</p>
      <dl class="facts">
        <Fact name={texts.digest}>
          <Blocks text={view.digest} />
        </Fact>
      </dl>
      <Signed signOffs={standing} words={texts.standing(standing.length)} />
      <Signed signOffs={view.signOffs.filter((each) => !standing.includes(each))} words={texts.outdated} />
      {shown === 'in-part' && <p class="notice warn">{texts.inPart}</p>}
      {shown === 'differs' && (
        <p class="notice bad" role="alert">
          {texts.differs}
        </p>
      )}
      {signing.kind === 'open' ? (
        (shown === 'same' || shown === 'in-part') && (
          <SignButton
            key={view.digest}
            view={view}
            isSecond={signing.isSecond}
            reload={reload}
            signed={() => heading.current?.focus()}
          />
        )
      ) : (
        <p class="notice">{texts.why[signing.kind]}</p>
      )}
      <Document document={view.document} />
    </section>
  );
}

function Signed({ signOffs, words }: { signOffs: readonly SignOff[]; words: string }) {
  if (signOffs.length === 0) return null;
  return (
    <>
      <p>{words}</p>
      <ul>
        {signOffs.map(({ by, at }) => (
          <li key={`${by} ${at}`}>
            {by}, <Moment at={at} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What can be proven by: the file, and the digest of its bytes. */
function Document({ document }: { document: MonthView['document'] | undefined }) {
  const texts = useTexts('months').document;
  if (document === undefined) return null;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.meaning}</p>
      <dl class="facts">
        <Fact name={texts.objectKey}>{document.objectKey}</Fact>
        <Fact name={texts.digest}>
          <Blocks text={document.digest} />
        </Fact>
        <Fact name={texts.writtenAt}>
          <Moment at={document.writtenAt} />
        </Fact>
      </dl>
    </>
  );
}

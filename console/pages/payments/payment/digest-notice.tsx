import { useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import type { Payment } from './read-payment.ts';

/** What is shown is not what the treasury has. Nobody decides on it. */
export function DigestNotice({ payment: { digest, instruction } }: { payment: Payment }) {
  const { digestNotice: texts } = useTexts('payments');
  return (
    <section class="notice bad" role="alert">
      <p>
        <strong>{texts.title}</strong>
      </p>
      <p>{texts.means}</p>
      <p>{texts.todo}</p>
      <p>
        <a href="#/stop">{texts.stop}</a>
      </p>
      <dl class="facts">
        <dt>{texts.computed}</dt>
        <dd>
          <Blocks text={digest} />
        </dd>
        <dt>{texts.given}</dt>
        <dd>
          <Blocks text={instruction.digest} />
        </dd>
      </dl>
    </section>
  );
}

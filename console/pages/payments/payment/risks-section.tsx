import { useApp, useTexts } from '../../../app/context.ts';
import { wordsOfRisk } from '../../../texts/words-of.ts';
import { UserText } from '../../../ui/user-text.tsx';
import type { ApprovalSummary, Payment } from './read-payment.ts';
import { type Risk as RiskFound, riskFacts } from './risk-facts.ts';

interface RisksSectionProps {
  readonly payment: Payment;
  /** Whether somebody may approve it, and so has to acknowledge each of them. */
  readonly asks: boolean;
  readonly acknowledged: ReadonlySet<string>;
  readonly acknowledge: (codes: ReadonlySet<string>) => void;
}

/** What is worth a second look. Each is acknowledged by itself. */
export function RisksSection({ payment: { summary }, asks, acknowledged, acknowledge }: RisksSectionProps) {
  const { risks: texts } = useTexts('payments');
  if (summary.state !== 'ready') return null;
  const { risks } = summary.body;
  const set = (code: string, isChecked: boolean) => {
    const rest = [...acknowledged].filter((other) => other !== code);
    acknowledge(new Set(isChecked ? [...rest, code] : rest));
  };
  return (
    <section>
      <h2>{texts.title}</h2>
      {risks.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <>
          {asks && <p>{texts.acknowledgeEach}</p>}
          <ul class="cards">
            {risks.map((risk) => (
              <li key={risk.code} class="card">
                <Risk
                  risk={risk}
                  summary={summary.body}
                  asks={asks}
                  isChecked={acknowledged.has(risk.code)}
                  set={set}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface RiskProps {
  readonly risk: RiskFound;
  readonly summary: ApprovalSummary;
  readonly asks: boolean;
  readonly isChecked: boolean;
  readonly set: (code: string, isChecked: boolean) => void;
}

function Risk({ risk, summary, asks, isChecked, set }: RiskProps) {
  const { code, message } = risk;
  const { language } = useApp();
  const payments = useTexts('payments');
  const { risks: texts } = payments;
  const codes = useTexts('codes');
  const words = wordsOfRisk(codes, code);
  const facts = riskFacts(risk, summary, payments, language);
  const id = `risk-${code}`;
  return (
    <>
      <div id={id}>
        <p>
          <strong>{words?.means}</strong>
        </p>
        {facts === undefined ? (
          // The API's own sentence has the numbers and names.
          <p lang="en">
            <UserText text={message} />
          </p>
        ) : (
          facts !== '' && <p>{facts}</p>
        )}
        {words !== undefined && (
          <p>
            <span class="quiet">{codes.todo}</span> {words.todo}
          </p>
        )}
      </div>
      {asks && (
        <label class="choice">
          <input
            type="checkbox"
            checked={isChecked}
            aria-describedby={id}
            onChange={({ currentTarget: { checked } }) => set(code, checked)}
          />
          <span>{texts.acknowledge}</span>
        </label>
      )}
    </>
  );
}

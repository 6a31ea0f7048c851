import { useTexts } from '../../../app/context.ts';

/** What the states of a day mean, which stand in a table by one word. */
export function StatesLegend() {
  const { dayStatesMeaning, dayStates } = useTexts('books');
  return (
    <details>
      <summary>{dayStatesMeaning}</summary>
      <ul>
        {Object.entries(dayStates).map(([state, words]) => (
          <li key={state}>{words}</li>
        ))}
      </ul>
    </details>
  );
}

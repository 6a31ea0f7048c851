import { useTexts } from '../../../app/context.ts';

/** Instructions that are in the list and cannot be shown. */
export function Unreadable({ ids }: { ids: readonly string[] }) {
  const texts = useTexts('books');
  if (ids.length === 0) return null;
  return (
    <div class="notice bad">
      <p>{texts.unreadable}</p>
      <ul>
        {ids.map((id) => (
          <li key={id}>{id}</li>
        ))}
      </ul>
    </div>
  );
}

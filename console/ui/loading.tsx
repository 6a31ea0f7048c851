import { useTexts } from '../app/context.ts';

/** Something is on its way. */
export function Loading() {
  const texts = useTexts('shell');
  return (
    <p class="loading" role="status">
      {texts.loading}
    </p>
  );
}

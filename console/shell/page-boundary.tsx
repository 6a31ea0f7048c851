import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { useTexts } from '../app/context.ts';
import { Failure } from '../ui/failure.tsx';

/**
 * Where a page cannot show what was answered, such as by a newer version of the API, it says so. Otherwise what it
 * showed before would stay, and look like what is there now. What stands around the page goes on, the stop among it.
 */
export function PageBoundary({ children }: { children: ComponentChildren }) {
  const texts = useTexts('shell');
  const [error] = useErrorBoundary();
  if (error !== undefined)
    return <Failure error={error} retry={{ label: texts.reload, run: () => location.reload() }} />;
  return <>{children}</>;
}

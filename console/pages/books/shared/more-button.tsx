import { useTexts } from '../../../app/context.ts';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { isWhole, type ListPage, type ReadPages } from './more-pages.ts';

interface MoreButtonProps<Page extends ListPage> {
  readonly read: ReadPages<Page>;
  readonly more: () => void;
  /** How many rows are shown. */
  readonly count: number;
}

/** Says how much of a list is there, and reads on. */
export function MoreButton<Page extends ListPage>({ read, more, count }: MoreButtonProps<Page>) {
  const texts = useTexts('books');
  const shell = useTexts('shell');
  if (read.error !== undefined) return <Failure error={read.error} retry={{ label: shell.retry, run: more }} />;
  if (read.pages.length === 0) return <Loading />;
  return (
    <div class="actions">
      <p role="status">{isWhole(read) ? texts.all(count) : texts.soFar(count)}</p>
      {!isWhole(read) && (
        <button type="button" aria-disabled={read.isRunning} aria-busy={read.isRunning} onClick={more}>
          {read.isRunning ? shell.loading : texts.more}
        </button>
      )}
    </div>
  );
}

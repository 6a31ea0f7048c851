import { useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { Failure } from '../../../ui/failure.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { PaymentView } from './payment-view.tsx';
import { usePayment } from './use-payment.ts';

/** One payment: what it is, what speaks for and against it, and the reader's decision. */
export function Page({ parameters: { id = '' } }: PageProps) {
  const texts = useTexts('shell');
  const { reading, read, accept } = usePayment(id);
  const retry = { label: texts.retry, run: () => void read().catch(() => undefined) };
  if (reading.state === 'loading') return <Loading />;
  if (reading.state === 'failed')
    return (
      <>
        <PageHeading text={id} />
        <Failure error={reading.error} retry={retry} />
      </>
    );
  return <PaymentView reading={reading} read={read} accept={accept} retry={retry} />;
}

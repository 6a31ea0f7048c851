import type { Mutant } from './mutant.ts';

export const newClientOrderIdOnResend: Mutant = {
  name: 'use a new client order id on resend',
  file: 'withdrawal-release/prepare-payment.ts',
  find: `    post: ({ clientOrderId }) => prepared.post({ coin, chain, address, tag, quantity, clientOrderId }, clientOrderId),`,
  replace: `    post: ({ clientOrderId, number }) => {
      const fresh = (number === 1 ? clientOrderId : \`\${clientOrderId}-\${number}\`) as typeof clientOrderId;
      return prepared.post({ coin, chain, address, tag, quantity, clientOrderId: fresh }, fresh);
    },`,
};

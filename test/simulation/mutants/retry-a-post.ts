import type { Mutant } from './mutant.ts';

export const retryAPost: Mutant = {
  name: 'retry a POST',
  file: 'shared/exchange/client/client.ts',
  find: `    const result = await this.#options.transport.send(request, sent);
    return judgeSubmission(`,
  replace: `    let result = await this.#options.transport.send(request, sent);
    if (result.kind === 'lost') result = await this.#options.transport.send(request, sent);
    return judgeSubmission(`,
};

import { tellFailure } from './command-line/tell-failure.ts';
import { synthesize } from './synthesize.ts';

try {
  await synthesize({});
} catch (error) {
  tellFailure(error);
}

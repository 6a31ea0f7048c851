import { reportFailure } from './command-line/report-failure.ts';
import { synthesize } from './synthesize.ts';

try {
  await synthesize({});
} catch (error) {
  reportFailure(error);
}

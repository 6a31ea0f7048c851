import { canonicalDigest } from './canonical-digest.ts';

interface Stamp {
  readonly by: string;
  readonly at: string;
}

/** What a page shows of a pause. */
export interface ShownPause extends Stamp {
  readonly scope: string;
  readonly reason: string;
  readonly resume?: Stamp;
}

/** The digest of a pause as it is shown: who resumes says by it that they read why it stands. */
export async function pauseDigest({ scope, reason, by, at, resume }: ShownPause): Promise<string> {
  const first = resume === undefined ? {} : { resume: { by: resume.by, at: resume.at } };
  return canonicalDigest({ scope, reason, by, at, ...first });
}

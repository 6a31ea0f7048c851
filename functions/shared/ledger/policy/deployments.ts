import type { Millis } from '../../core/clock.ts';

/** What who deploys is told: what became of it, or why nothing did. */
export type DeploymentAnswer =
  | { readonly message: string; readonly data: Readonly<Record<string, string>> }
  | { readonly failure: string };

/** One request of CloudFormation to bring a policy. */
export interface DeploymentRequest {
  readonly requestId: string;
  /** When CloudFormation made it. Undefined where it does not say. */
  readonly at?: Millis;
}

/** A request that has acted, or acts. It has its answer once that is known. */
export interface Deployment extends DeploymentRequest {
  /** Its policy was proposed: it is not proposed again, for somebody may have vetoed it since. */
  readonly hasProposed?: boolean;
  readonly answer?: DeploymentAnswer;
}

export type Admission =
  | { readonly kind: 'act'; readonly deployments: readonly Deployment[] }
  /** It came before, and gets the answer that it got then. */
  | { readonly kind: 'answered'; readonly answer: DeploymentAnswer }
  /** A newer one has acted. */
  | { readonly kind: 'superseded' };

/** A repeated request comes within hours (Lambda keeps an event for six), and CloudFormation makes one at a time. */
export const deploymentsMax = 10;

/**
 * Whether a request may act. Lambda may deliver one twice, and late: each acts once, and none after a newer one. One
 * that stopped on its way goes on where no newer one came. A request whose time is that of the newest, to the second,
 * is taken for the newer.
 */
export function admitDeployment(known: readonly Deployment[], request: DeploymentRequest): Admission {
  const newest = known.at(-1);
  const same = known.find(({ requestId }) => requestId === request.requestId);
  if (same?.answer !== undefined) return { kind: 'answered', answer: same.answer };
  if (same !== undefined) return same === newest ? { kind: 'act', deployments: known } : { kind: 'superseded' };
  const times = known.flatMap(({ at }) => at ?? []);
  if (request.at !== undefined && request.at < Math.max(...times)) return { kind: 'superseded' };
  return { kind: 'act', deployments: [...known, request].slice(-deploymentsMax) };
}

/** The requests once the policy of this one was proposed. */
export function withProposal(known: readonly Deployment[], requestId: string): readonly Deployment[] {
  return known.map((each) => (each.requestId === requestId ? { ...each, hasProposed: true } : each));
}

/** The requests once this one has its answer. */
export function withAnswer(
  known: readonly Deployment[],
  requestId: string,
  answer: DeploymentAnswer,
): readonly Deployment[] {
  return known.map((each) => (each.requestId === requestId && each.answer === undefined ? { ...each, answer } : each));
}

import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { InvalidInputError } from '../../core/errors.ts';
import { aliases } from '../../core/names.ts';
import { NotFoundError } from '../../ledger/errors.ts';
import type { Policy } from '../../ledger/policy/policy.ts';
import { type PolicyInForce, type PolicyState, policyInForce } from '../../ledger/policy/policy-state.ts';
import type { PolicyStateStore } from '../../ledger/store/policy-store.ts';
import { type InvocationContext, isCalledBy } from '../called-by.ts';
import { TokenNotAcceptedError } from './auth-errors.ts';
import { type Identity, identityOf, requireRole } from './identity.ts';
import { claimsOf, type HttpEvent } from './request.ts';
import { csv, json } from './responses.ts';
import type { ResponseTo, Route, RouteKey, RouteTable } from './route.ts';

/** One call, by somebody whose groups allow it. */
export interface Call {
  readonly event: HttpEvent;
  readonly identity: Identity;
  /** The policy in force, which says so. */
  readonly policy: PolicyInForce;
  readonly policyState: PolicyState;
}

/** What is done for each route. It can answer only as the route says. */
export type RouteHandlers<Table extends RouteTable> = {
  readonly [Key in keyof Table & RouteKey]: (call: Call) => Promise<ResponseTo<Table[Key]>>;
};

/**
 * Answers the calls of a function's routes: reads the policy in force, looks who calls and whether they may, and acts.
 * Only API Gateway may call the alias, so an event that came in another way has claims that nobody checked.
 */
export function serve<Table extends RouteTable>(
  table: Table,
  handlers: RouteHandlers<Table>,
  policies: Pick<PolicyStateStore, 'read'>,
): (event: HttpEvent, context: InvocationContext) => Promise<APIGatewayProxyStructuredResultV2> {
  const isRoute = (key: string): key is keyof Table & RouteKey => Object.hasOwn(table, key);
  return async (event, context) => {
    if (!isCalledBy(aliases.http, context)) throw notFromApi();
    const { routeKey } = event;
    if (!isRoute(routeKey)) throw new NotFoundError(`route ${routeKey}`);
    const policyState = await policies.read();
    const identity = callerIdentity(table[routeKey], policyState, event);
    refuseQuery(table[routeKey], event);
    const answer = await handlers[routeKey]({
      event,
      identity,
      policy: policyInForce(policyState),
      policyState,
    });
    return 'csv' in answer ? csv(answer) : json(answer.status, answer.body);
  };
}

function notFromApi(): InvalidInputError {
  const expected = `the alias ${aliases.http}, which the HTTP API calls`;
  return new InvalidInputError('event', [{ field: '', reason: 'an HTTP request that came in another way', expected }]);
}

/** What nobody reads is a mistake of who calls, but none that keeps anybody from stopping something. */
function refuseQuery(route: Route, { queryStringParameters: given = {} }: HttpEvent): void {
  if (route.query !== undefined || route.onlyStops === true) return;
  const flaws = Object.keys(given).map((field) => ({ field, reason: 'unknown field', expected: 'no query' }));
  if (flaws.length > 0) throw new InvalidInputError('query', flaws);
}

/** Who calls, if they may by the policy in force; or, where the route only stops things, by the one that waits. */
function callerIdentity(route: Route, { inForce, pending }: PolicyState, event: HttpEvent): Identity {
  try {
    return allowedBy(route, inForce.policy, event);
  } catch (error) {
    if (route.onlyStops !== true || pending === undefined || !(error instanceof TokenNotAcceptedError)) throw error;
    return allowedBy(route, pending.policy, event);
  }
}

function allowedBy(route: Route, { identity: names, roles }: Policy, event: HttpEvent): Identity {
  const identity = identityOf(claimsOf(event), names);
  requireRole(identity, roles, route);
  return identity;
}

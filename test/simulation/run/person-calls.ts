import { aliases } from '../../../functions/shared/core/names.ts';
import { httpEvent, issuerClaims } from '../../support/http-event.ts';
import { chance } from '../engine/chance.ts';
import type { InvocationResult } from '../fakes/runner.ts';
import { groupsOf, intruder, subOf } from '../plan/personas.ts';
import { type PersonRoute, personRoutes } from './person-routes.ts';
import { isRecord, recordOf } from './raw.ts';
import type { Simulation } from './simulation.ts';

/** How often a person tries again what did not work. */
const triesMax = 3;
const retryMs = 7_000;

/** What a person gives along. */
export interface PersonCall {
  readonly by: string;
  /** The instruction or the whitelist's entry that the path names; of a resume the scope. */
  readonly of?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Does what follows from an answer. */
  readonly onAnswer?: (answer: HttpAnswer) => void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** In some runs somebody without any role tries what others do, just before them. */
const intrudedRun = { every: 8, share: 0.5 };

export function callAsPerson(simulation: Simulation, route: PersonRoute, call: PersonCall): void {
  const { plan, timeline } = simulation;
  const isIntruded = plan.seed % intrudedRun.every === 5 && !plan.world.isCalm;
  if (isIntruded && chance(plan.seed, 'intruder', timeline.events) < intrudedRun.share)
    tryCall(simulation, route, { ...withoutFollowUp(call), by: intruder });
  tryCall(simulation, route, call);
}

function withoutFollowUp({ onAnswer: _, ...call }: PersonCall): PersonCall {
  return call;
}

function tryCall(simulation: Simulation, route: PersonRoute, call: PersonCall, tried = 1): void {
  const { runner, timeline, trace } = simulation;
  const since = timeline.now;
  trace(call.by, `calls ${[route, call.of, traceText(call.body)].filter(Boolean).join(' ')}`);
  runner.invoke(personRoutes[route].name, eventOf(route, call), aliases.http).then((invoked) => {
    const answer = answerIn(invoked);
    if (invoked.kind === 'failed') simulation.observer.failed(route, invoked.error);
    if (answer !== undefined) tellObserver(simulation, route, call, since, answer);
    trace(route, answer === undefined ? invoked.kind : `answers ${call.by} ${answer.status} ${codeOf(answer)}`);
    if (tried < triesMax && isTriedAgain(answer))
      timeline.after(retryMs, () => tryCall(simulation, route, call, tried + 1));
    else if (answer !== undefined) call.onAnswer?.(answer);
  });
}

/** A signature is another one each time. */
function traceText(body: PersonCall['body']): string | undefined {
  return JSON.stringify(body, (name, value) => (name === 'signature' ? undefined : value));
}

function tellObserver(
  { observer }: Simulation,
  name: PersonRoute,
  { by, body }: PersonCall,
  since: number,
  answer: HttpAnswer,
): void {
  observer.reported.push(answer.body);
  const named = typeof body?.instructionId === 'string' ? { instructionId: body.instructionId } : {};
  observer.called({ since, name, by, status: answer.status, code: codeOf(answer), ...named });
  if (answer.status >= 300) return;
  const asked = name === 'request' ? { ...body, requestedBy: by } : body;
  observer.done({ since, name, body: asked, value: answer.body });
}

/** Without an answer the gateway gives one of its own: that something failed. */
function isTriedAgain(answer: HttpAnswer | undefined): boolean {
  return answer === undefined || answer.status >= 500 || codeOf(answer) === 'version-conflict';
}

function answerIn(invoked: InvocationResult): HttpAnswer | undefined {
  if (invoked.kind !== 'done') return undefined;
  const { statusCode, body } = recordOf(invoked.value);
  return { status: Number(statusCode), body: recordOf(JSON.parse(String(body))) };
}

function codeOf({ body }: HttpAnswer): string {
  return isRecord(body.error) ? String(body.error.code) : '';
}

function eventOf(route: PersonRoute, { by, of, body }: PersonCall) {
  const { method, path } = personRoutes[route];
  const claims = { ...issuerClaims, email: by, sub: subOf(by), groups: `[${groupsOf(by).join(' ')}]` };
  const parameter = path.includes('{credentialId}') ? 'credentialId' : 'id';
  const named = of === undefined ? {} : { pathParameters: { [parameter]: of } };
  const scope = of === undefined ? {} : { query: { scope: of } };
  return httpEvent({ method, path, claims, body, ...(route === 'resume' ? scope : named) });
}

import { type Answer, type ExchangeRequest, header, htmlAnswer, jsonAnswer } from '../answers.ts';
import { Refusal } from '../refusal.ts';
import { noWishes, type Wishes } from '../route.ts';
import type { World } from '../world.ts';
import type { Fault } from './fault.ts';

/** What is answered in place of doing anything. Undefined where the request is to be carried out. */
export function answerInstead(world: World, request: ExchangeRequest, fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'error-not-executed':
      return serverError(fault.status);
    case 'maintenance':
      return new Refusal('-1101').answer();
    case 'rate-limit':
      return rateLimited(world, request, fault.ms);
    case 'code':
      return new Refusal(fault.code).answer();
    case 'garbage':
      return fault.executed ? undefined : garbage();
    case 'html':
      return fault.executed ? undefined : htmlAnswer(fault.status);
    default:
      return undefined;
  }
}

/** What becomes of the answer of a request that was carried out. */
export function spoil(answer: Answer, fault: Fault | undefined): Answer {
  switch (fault?.kind) {
    case 'error-executed':
      return serverError(fault.status);
    case 'garbage':
      return garbage();
    case 'html':
      return htmlAnswer(fault.status);
    default:
      return answer;
  }
}

export function wishesOf(fault: Fault | undefined): Wishes {
  switch (fault?.kind) {
    case 'lag':
      return { lagMs: fault.ms };
    case 'failed-withdrawal':
      return { lagMs: 0, failedReason: fault.reason };
    case 'failed-fiat-withdrawal':
      return { lagMs: 0, fiatFailure: fault.status };
    case 'changed-address':
      return { lagMs: 0, changedAddress: true };
    default:
      return noWishes;
  }
}

/** The body of a 5XX is not documented. It says nothing about the execution (hashkey-api.md section 4). */
function serverError(status: number): Answer {
  return jsonAnswer(status, { code: -1001, msg: 'Internal error.' });
}

function garbage(): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"success":tr' };
}

function rateLimited(world: World, request: ExchangeRequest, ms: number): Answer {
  const apiKey = header(request, 'X-HK-APIKEY');
  if (apiKey !== undefined && world.keys.has(apiKey)) world.limiter.block(apiKey, world.now(), ms);
  return new Refusal('0003', undefined, 429).answer();
}

import type * as v from 'valibot';
import type { approvalRoutes } from '../../functions/approval/routes.ts';
import type { depositAddressRoutes } from '../../functions/deposit-address/routes.ts';
import type { instructionRoutes } from '../../functions/instructions/routes.ts';
import type { passkeyRoutes } from '../../functions/passkeys/routes.ts';
import type { pauseRoutes } from '../../functions/pause/routes.ts';
import type { policyRoutes } from '../../functions/policy/routes.ts';
import type { reportRoutes } from '../../functions/reports/routes.ts';
import type { ResponseType } from '../../functions/shared/core/response-type.ts';
import type { whitelistRoutes } from '../../functions/whitelist/routes.ts';
import type { withdrawalRoutes } from '../../functions/withdrawal-request/routes.ts';

/*
 * The API as its own schemas have it. A change there that a page does not follow does not compile.
 */

type Routes = typeof approvalRoutes &
  typeof depositAddressRoutes &
  typeof instructionRoutes &
  typeof passkeyRoutes &
  typeof pauseRoutes &
  typeof policyRoutes &
  typeof reportRoutes &
  typeof whitelistRoutes &
  typeof withdrawalRoutes;

/** Such as `GET /instructions/{id}`. */
export type RouteName = keyof Routes & string;

type Field<Name extends RouteName, Key extends string> = Routes[Name] extends { readonly [K in Key]: infer Value }
  ? Value
  : never;

type PathOf<Name extends RouteName> = [Field<Name, 'path'>] extends [never]
  ? { readonly path?: never }
  : { readonly path: { readonly [Parameter in keyof Field<Name, 'path'>]: string } };

type QueryOf<Name extends RouteName> = [Field<Name, 'query'>] extends [never]
  ? { readonly query?: never }
  : Field<Name, 'query'> extends v.GenericSchema<infer Input>
    ? { readonly query?: Input }
    : never;

type BodyOf<Name extends RouteName> = [Field<Name, 'body'>] extends [never]
  ? { readonly body?: never }
  : Field<Name, 'body'> extends v.GenericSchema<infer Input>
    ? [Field<Name, 'isBodyOptional'>] extends [never]
      ? { readonly body: Input }
      : { readonly body?: Input }
    : never;

/** What a call takes. */
export type RequestOf<Name extends RouteName> = PathOf<Name> & QueryOf<Name> & BodyOf<Name>;

type Answers<Name extends RouteName> = Routes[Name]['answers'];

/** What a call that did what was asked answers: 202 where somebody else has to do a part of it still. */
export type ResponseOf<Name extends RouteName> = {
  [Status in keyof Answers<Name> & (200 | 202)]: Answers<Name>[Status] extends { readonly schema: infer Schema }
    ? Schema extends v.GenericSchema
      ? { readonly status: Status; readonly body: ResponseType<Schema> }
      : never
    : never;
}[keyof Answers<Name> & (200 | 202)];

/** The body of the answer with this status. */
export type BodyOfResponse<Name extends RouteName, Status extends 200 | 202 = 200> = Extract<
  ResponseOf<Name>,
  { readonly status: Status }
>['body'];

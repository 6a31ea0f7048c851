import type * as v from 'valibot';
import type { PublishedErrorCode } from '../../core/error-codes.ts';
import type { ResponseType } from '../../core/response-type.ts';
import type { Access } from './identity.ts';

/** One way in which a route answers when it did what was asked. */
export interface SuccessResponse {
  /** What it says that this status came, and no other. */
  readonly means: string;
  readonly schema: v.GenericSchema;
  /** What the same is as CSV, where it is to be had so: `format=csv`, or `Accept: text/csv`. */
  readonly csv?: string;
}

/** What one route takes, who may call it, and how it answers. */
export interface Route extends Access {
  readonly summary: string;
  /**
   * It only stops things. It is open to people of an identity provider that was deployed and still waits for its time
   * too: at the gateway their tokens are the only ones by then.
   */
  readonly onlyStops?: true;
  /** The parameters of its path, by name. */
  readonly path?: v.ObjectEntries;
  /** An object: one field for each parameter. */
  readonly query?: v.StrictObjectSchema<v.ObjectEntries, undefined>;
  readonly body?: v.GenericSchema;
  /** It can be called without one. */
  readonly isBodyOptional?: true;
  readonly answers: { readonly 200: SuccessResponse; readonly 202?: SuccessResponse };
  /** Beside `commonErrors`. */
  readonly errors: readonly PublishedErrorCode[];
}

export const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

export type Method = (typeof methods)[number];

/** As an HTTP API names a route, such as `PUT /pause`. */
export type RouteKey = `${Method} /${string}`;

/** The routes of one function. */
export type RouteTable = Readonly<Record<RouteKey, Route>>;

/** What every route may answer: the person and the policy are read before anything else. */
export const commonErrors: readonly PublishedErrorCode[] = [
  'token-not-accepted',
  'forbidden',
  'internal-error',
  'assertion-failed',
  'item-corrupt',
  'store-unavailable',
  'policy-missing',
];

/** Those of every route that asks the exchange. */
export const exchangeErrors: readonly PublishedErrorCode[] = [
  'exchange-refused',
  'exchange-answer-malformed',
  'exchange-unavailable',
  'exchange-maintenance',
  'rate-limited',
  'ip-banned',
  'secret-unavailable',
  'secret-malformed',
  'signing-mode',
  'request-unsignable',
];

/** Those of every route that takes a signature of a device. */
export const wordErrors: readonly PublishedErrorCode[] = [
  'passkey-required',
  'passkey-unknown',
  'passkey-of-another',
  'passkey-unconfirmed',
  'passkey-not-in-force',
  'passkey-revoked',
  'passkey-not-rooted',
  'passkey-expired',
  'passkey-nonce-unknown',
  'passkey-nonce-used',
  'passkey-content-differs',
  'passkey-user-not-verified',
  'passkey-wrong-origin',
  'passkey-signature-invalid',
  'passkey-cloned',
  'passkeys-unavailable',
  'registry-inconsistent',
];

/** A table as text (RFC 4180), with what a header has to say of it. */
export interface CsvResponse {
  readonly status: 200;
  readonly csv: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer that a route of this kind may give. */
export type ResponseTo<One extends Route> =
  | JsonResponseTo<One>
  | (One['answers'][200] extends { readonly csv: string } ? CsvResponse : never);

type JsonResponseTo<One extends Route> = {
  [Status in keyof One['answers'] & (200 | 202)]: One['answers'][Status] extends SuccessResponse
    ? { readonly status: Status; readonly body: ResponseType<One['answers'][Status]['schema']> }
    : never;
}[keyof One['answers'] & (200 | 202)];

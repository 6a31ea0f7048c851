import type { RouteKey } from '../shared/runtime/http/route.ts';

/**
 * What a browser asks for before anybody has logged in: the only routes without a token. They give what is the same for
 * everybody, and nothing of the treasury.
 */
export const consoleRoutes = ['GET /', 'GET /console/{file}'] as const satisfies readonly RouteKey[];

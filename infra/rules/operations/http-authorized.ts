import { isPage, openRoutes } from '../open-routes.ts';
import type { Rule } from '../rule.ts';

/** AwsSolutions-APIG4 takes any authorizer. This one asks for a token of the identity provider. */
export const httpAuthorized: Rule = {
  name: 'http-authorized',
  requires:
    'Every route of the HTTP API asks for a token, but the pages of the console: a browser asks for them before ' +
    'anybody has logged in.',
  violations: (template, stage) =>
    openRoutes(template)
      .filter((route) => !isPage(template, route, stage))
      .map(({ id }) => id),
};

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { readBody } from '../aws/services/body.ts';
import { closeServer, listen } from '../aws/services/listen.ts';
import { escapeHtml, type Page, page } from './page.ts';
import { loginPage, lostLoginPage } from './pages.ts';
import { createProvider, type Origins, type ProviderSettings } from './provider.ts';

/** Names a person, and no more. */
const bodyLimit = 4_096;

/**
 * Stands for the company's login on this machine: OpenID Connect by a code with PKCE, and a page on which everybody can
 * be anybody. It loads what it needs at its first request.
 */
export class IdentityProvider {
  readonly url: string;
  /** Where its own description is. */
  readonly discoveryUrl: string;
  private readonly server: Server;
  private readonly settings: ProviderSettings;
  private origins: Origins = [];
  private provider: Promise<Provider> | undefined;

  private constructor(server: Server, url: string, settings: ProviderSettings) {
    this.server = server;
    this.url = url;
    this.discoveryUrl = `${url}/.well-known/openid-configuration`;
    this.settings = settings;
  }

  static async start(settings: ProviderSettings): Promise<IdentityProvider> {
    const server = createServer();
    const identityProvider = new IdentityProvider(server, await listen(server, 0), settings);
    server.on('request', (request, response) => {
      identityProvider
        .answer(request, response)
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
    return identityProvider;
  }

  /** Lets people log in to the console at this address on a loopback host, and nowhere else. */
  serve(consoleUrl: string): void {
    const { port } = new URL(consoleUrl);
    this.origins = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${port}`);
  }

  close(): Promise<void> {
    return closeServer(this.server, 0);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page of another site must not come here by another name of this address.
    if (request.headers.host !== new URL(this.url).host) {
      send(response, 421, page({ title: 'Not here', main: `<p>The login is at ${escapeHtml(this.url)}.</p>` }));
      return;
    }
    if (this.origins.length === 0) {
      send(response, 503, page({ title: 'The local stack is starting', main: '<p>Try again in a moment.</p>' }));
      return;
    }
    this.provider ??= createProvider(this.settings, this.origins);
    const provider = await this.provider;
    if (request.url?.startsWith('/login/')) await this.logIn(provider, request, response);
    else await provider.callback()(request, response);
  }

  private async logIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { errors } = await import('oidc-provider');
    try {
      await provider.interactionDetails(request, response);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      send(response, 400, lostLoginPage());
      return;
    }
    const chosen = request.method === 'POST' ? await choiceIn(request) : undefined;
    const person = this.settings.people.find(({ email }) => email === chosen?.get('person'));
    if (person) {
      await provider.interactionFinished(request, response, { login: { accountId: person.email } });
    } else if (chosen?.has('cancel')) {
      const cancelled = { error: 'access_denied', error_description: 'the login was cancelled' };
      await provider.interactionFinished(request, response, cancelled);
    } else {
      send(response, 200, loginPage(this.settings.people, this.origins));
    }
  }
}

async function choiceIn(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request, bodyLimit))?.toString('utf8') ?? '');
}

function send(response: ServerResponse, status: number, { html, headers }: Page): void {
  response.writeHead(status, headers).end(html);
}

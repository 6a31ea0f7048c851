/** Somebody with a browser without script, who logs in at the local provider. */
export class LoginVisitor {
  readonly #cookies = new Map<string, string>();

  /** Opens an address; redirects within its host are followed, and the first that leads elsewhere is answered. */
  async open(address: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const method = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...method, redirect: 'manual', headers: { cookie } });
    for (const [name, value] of response.headers.getSetCookie().map(nameAndValue)) this.#cookies.set(name, value);
    const location = response.headers.get('location');
    const next = location === null ? null : URL.parse(location, address);
    if (next === null || next.host !== new URL(address).host) return response;
    await response.text();
    return await this.open(next.href);
  }

  /** Where somebody is sent with the answer once they said who they are, or what else they pressed. */
  async logIn(address: string, person: string): Promise<string> {
    return await this.#press(address, { person });
  }

  async cancel(address: string): Promise<string> {
    return await this.#press(address, { cancel: 'yes' });
  }

  async #press(address: string, form: Readonly<Record<string, string>>): Promise<string> {
    const shown = await this.open(address);
    await shown.text();
    const answer = shown.headers.has('location') ? shown : await this.open(shown.url, form);
    return answer.headers.get('location') ?? '';
  }
}

function nameAndValue(cookie: string): [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  return [name, value];
}

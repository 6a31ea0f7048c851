import type { CDPSession, Page } from 'playwright-core';
import type { SoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';

/** A device of a person, as the browser has one for tests. It is there for one tab. */
export class VirtualDevice {
  readonly #browser: CDPSession;
  readonly #id: string;

  private constructor(browser: CDPSession, id: string) {
    this.#browser = browser;
    this.#id = id;
  }

  static async in(page: Page): Promise<VirtualDevice> {
    const browser = await page.context().newCDPSession(page);
    await browser.send('WebAuthn.enable');
    const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...({ protocol: 'ctap2', transport: 'internal' } as const),
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    return new VirtualDevice(browser, authenticatorId);
  }

  /** From now on it has this key. */
  async add({ credentialId, privateKey }: SoftwareKey): Promise<void> {
    const credential = {
      credentialId: Buffer.from(credentialId, 'base64url').toString('base64'),
      isResidentCredential: false,
      rpId: 'localhost',
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      signCount: 0,
    };
    await this.#browser.send('WebAuthn.addCredential', { authenticatorId: this.#id, credential });
  }

  /** Whether the person gives it their finger, their face or their PIN. */
  async setVerified(isUserVerified: boolean): Promise<void> {
    await this.#browser.send('WebAuthn.setUserVerified', { authenticatorId: this.#id, isUserVerified });
  }
}

import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { readSecret } from '../../../../infra/tools/keys/read-secret.ts';
import { ed25519Pem, hmacSecret, totpSecret } from '../../../functions/shared/signing/support/secrets.ts';

/** A terminal: it notes what is written to it, and whether it would echo by itself. */
class Terminal extends PassThrough {
  readonly isTTY = true;
  readonly questions = new PassThrough();
  isRaw = false;
  wasRaw = false;

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    this.wasRaw ||= isRaw;
    return this;
  }

  shown(): string {
    return String(this.questions.read() ?? '');
  }

  /** Types each answer after its question. Return is what ends a line in raw mode. */
  async type(...answers: readonly string[]): Promise<void> {
    for (const answer of answers) {
      this.write(`${answer}\r`);
      await turn();
    }
  }
}

function asked() {
  const terminal = new Terminal();
  return { terminal, secret: readSecret('app/key', { input: terminal, questions: terminal.questions }) };
}

const { apiKey, secretKey } = hmacSecret;

describe('the prompt', () => {
  test('asks for each field, shows nothing of a secret one, and leaves the terminal as it was', async () => {
    const { terminal, secret } = asked();
    await terminal.type(apiKey, '', secretKey, totpSecret);
    expect(JSON.parse(await secret)).toEqual({ ...hmacSecret, totpSecret });
    expect(terminal).toMatchObject({ wasRaw: true, isRaw: false });
    const shown = terminal.shown();
    for (const hidden of [apiKey, secretKey, totpSecret]) expect(shown).not.toContain(hidden.slice(0, 6));
    expect(shown.match(/\(not shown\)/g)).toHaveLength(3);
  });

  test('takes what is pasted at once, and keeps it hidden', async () => {
    const { terminal, secret } = asked();
    await terminal.type(`${apiKey}\rhmac-sha256\r${secretKey}\r`);
    expect(JSON.parse(await secret)).toEqual(hmacSecret);
    expect(terminal.shown()).not.toContain(secretKey.slice(0, 6));
  });

  test('shows the kind of signing, which is no secret, and takes a private key of several lines', async () => {
    const { terminal, secret } = asked();
    await terminal.type(apiKey, 'ed25519', ...ed25519Pem.trim().split('\n'), '');
    expect(JSON.parse(await secret)).toEqual({ apiKey, privateKey: ed25519Pem, signing: 'ed25519' });
    const shown = terminal.shown();
    expect(shown).toContain('ed25519\r\n');
    for (const line of ed25519Pem.trim().split('\n')) expect(shown).not.toContain(line);
  });

  test('lets a mistyped character be taken back', async () => {
    const { terminal, secret } = asked();
    await terminal.type(`${apiKey}x\u007f`, '', secretKey, '');
    expect(JSON.parse(await secret)).toEqual(hmacSecret);
  });

  test.each(['\u0003', '\u0004'])('ends with nothing sent when somebody presses %j', async (key) => {
    const { terminal, secret } = asked();
    await terminal.type(apiKey);
    terminal.write(key);
    await expect(secret).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('nothing was sent'),
    });
    expect(terminal.isRaw).toBe(false);
  });

  test('refuses what is no key by the field’s name', async () => {
    const { terminal, secret } = asked();
    const refused = expect(secret).rejects.toMatchObject({ code: 'secret-malformed', flaws: [{ field: 'signing' }] });
    await terminal.type(apiKey, 'hmac-sha1', secretKey, '');
    await refused;
  });
});

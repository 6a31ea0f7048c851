import type { Notification } from '../aws/services/notifications.ts';
import { waitUntil } from './wait-until.ts';

/** The ends of the names of the two topics that people get mails from. */
export const topicEnds = { alarms: '-alarms', people: '-notifications' } as const;

/** The mails that the topic of notifications sends, as everybody gets them who asks for all. */
export class Mails {
  readonly #all: Notification[] = [];
  readonly #tell: (line: string) => void;

  constructor(report: (line: string) => void) {
    this.#tell = report;
  }

  handleMessage(mail: Notification): void {
    this.#all.push(mail);
  }

  /** Shows the mail about an instruction with this headline, as a person receives it. */
  async show(id: string, headline: string, timeoutMs: number): Promise<void> {
    const find = async () => this.#all.find((mail) => isAbout(mail, id) && mail.message.startsWith(`${headline}:`));
    const mail = await waitUntil(find, (found) => found !== undefined, timeoutMs);
    if (mail === undefined) {
      this.#tell(`No mail "${headline}" about ${id} has come`);
      return;
    }
    this.#tell(`A mail that people get, "${mail.subject ?? ''}":`);
    for (const line of mail.message.trimEnd().split('\n')) this.#tell(`  | ${line}`.trimEnd());
  }

  /** What the mails about an instruction say first, in the order in which they came. */
  headlinesOf(id: string): readonly string[] {
    return this.#all.flatMap((mail) => (isAbout(mail, id) ? (mail.message.split(':', 1)[0] ?? []) : []));
  }

  get count(): number {
    return this.#all.length;
  }
}

function isAbout({ message }: Notification, id: string): boolean {
  return message.split('\n').some((line) => line.startsWith('Instruction:') && line.endsWith(` ${id}`));
}

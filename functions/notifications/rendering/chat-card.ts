import type { Notice } from '../notices/notice.ts';
import type { Sender } from './mail.ts';
import { codeOf, subjectOf } from './safe-text.ts';

/**
 * A custom notification of Amazon Q Developer in chat applications (AWS Chatbot before), by its guide, "Custom
 * notifications": Slack and Teams show it as a card.
 */
export interface ChatCard {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** Cards of one subject stand in one thread. */
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    /** Nobody acts from a chat. */
    readonly enableCustomActions: false;
  };
}

/** A notice as a card. Every value stands as code, so that none is a link, a mention or markup. */
export function chatCardOf(notice: Notice, { stage, link }: Sender): ChatCard {
  const { kind, about, headline, summary, facts, next, path } = notice;
  return {
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: `[${stage}] ${headline}`,
      description: [codeOf(summary), ...facts.map(({ label, value }) => `${label}: ${codeOf(value)}`)].join('\n'),
      nextSteps: [next, `${link}${path}`],
      keywords: [stage, kind],
    },
    metadata: {
      threadId: about,
      summary: subjectOf(`${headline}: ${summary}`),
      eventType: kind,
      relatedResources: [about],
      enableCustomActions: false,
    },
  };
}

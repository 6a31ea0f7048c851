import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BodyOfResponse } from '../../../api/routes.ts';
import type { Answer } from '../../../app/use-answer.ts';

export type PauseView = BodyOfResponse<'GET /pause'>;
export type Paused = BodyOfResponse<'PUT /pause'>;
export type Pause = PauseView['pauses'][number];

/** What is paused, read once for the bar of every page and the page that is about it. */
export interface PauseReading {
  readonly answer: Answer<PauseView>;
  readonly reload: () => Promise<void>;
  /** What became of the last stop where its form was left before the answer: whoever asked for it is elsewhere. */
  readonly failedStop: unknown;
  readonly setFailedStop: (error: unknown) => void;
}

export const PauseContext = createContext<PauseReading | undefined>(undefined);

export function usePause(): PauseReading {
  const reading = useContext(PauseContext);
  if (reading === undefined) throw new TypeError('the pause is read by the shell');
  return reading;
}

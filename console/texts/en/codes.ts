import type { CodeTexts } from '../code-words.ts';
import { errors } from './codes/errors.ts';
import { held } from './codes/held.ts';
import { reasons } from './codes/reasons.ts';
import { risks } from './codes/risks.ts';
import { outcomes, statuses } from './codes/statuses.ts';

export const texts: CodeTexts = { todo: 'What to do:', errors, reasons, held, statuses, risks, outcomes };

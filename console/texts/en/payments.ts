import type { Translation } from '../texts.ts';
import { decide, outcome } from './payments/decide.ts';
import { doubt } from './payments/doubt.ts';
import { facts } from './payments/facts.ts';
import { waiting } from './payments/waiting.ts';

export const texts = { ...facts, decide, outcome, doubt, waiting } as const;

export type PaymentTexts = Translation<typeof texts>;

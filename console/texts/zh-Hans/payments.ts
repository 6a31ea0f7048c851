import type { PaymentTexts } from '../en/payments.ts';
import { decide, outcome } from './payments/decide.ts';
import { doubt } from './payments/doubt.ts';
import { facts } from './payments/facts.ts';
import { waiting } from './payments/waiting.ts';

export const texts: PaymentTexts = { ...facts, decide, outcome, doubt, waiting };

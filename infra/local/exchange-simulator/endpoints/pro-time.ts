import type { Endpoint } from '../route.ts';

/** HashKey PRO's clock (exchange-api.md 2.6). ASSUMPTION A18: its body is not documented. */
export const proTime: Endpoint = ({ now }) => ({ timestamp: now });

import type { BodyOfResponse, RequestOf } from '../../../api/routes.ts';

export type ForecastQuery = NonNullable<RequestOf<'GET /forecast'>['query']>;
export type ForecastView = BodyOfResponse<'GET /forecast'>;
export type Shortfall = ForecastView['shortfalls'][number];

/** How far it looks, in days, as the page offers it. */
export const dayChoices = ['7', '14', '30', '90'] as const;

/** The forecast that an address names: 14 days, without what moves on an average day, where it says nothing else. */
export function forecastQuery({ days = '14', movements }: Readonly<Record<string, string>>): ForecastQuery {
  return { days, movements: movements === 'average' ? 'average' : 'planned' };
}

/** Whether all is in it. What a forecast does not know may not be covered. */
export function isCertain({ accounts, complete, notForecast, feesUnknown }: ForecastView): boolean {
  const isKnown = complete && accounts.every(({ unknown }) => unknown.length === 0);
  return isKnown && notForecast.length === 0 && feesUnknown.length === 0;
}

import * as v from 'valibot';
import { limitUsageEntries } from './usage-view.ts';

/** What a rolling limit of a payment has left now. */
export const limitViewSchema = v.strictObject({ of: v.picklist(['coin', 'destination']), ...limitUsageEntries });

/** Every page but those of a payment and of what waits: one file to a browser is smaller than one for each area. */
export * from './books/all.ts';
export * from './requests/all.ts';
export * from './rules/all.ts';

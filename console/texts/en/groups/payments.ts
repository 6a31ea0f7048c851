export { texts as codes } from '../codes.ts';
export { texts as payments } from '../payments.ts';

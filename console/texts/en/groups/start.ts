export { texts as login } from '../login.ts';
export { texts as shell } from '../shell.ts';
export { texts as stop } from '../stop.ts';

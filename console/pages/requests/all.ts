export { AskPage } from './ask/ask-page.tsx';
export { EntryPage } from './destinations/entry-page.tsx';
export { ListPage } from './destinations/list-page.tsx';
export { ProposePage } from './destinations/propose-page.tsx';
export { FilePage } from './file/file-page.tsx';

export { orReport } from '../shared/runtime/or-report.ts';

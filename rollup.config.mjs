import { cdn, esm, others } from './scripts/bundle.ts';

export default [esm, cdn, ...others];

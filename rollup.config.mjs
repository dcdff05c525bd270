import { cdn, esm } from './scripts/bundle.ts';

export default [esm, cdn];

import { cdn, esm, proofs } from './scripts/bundle.ts';

export default [esm, cdn, proofs];

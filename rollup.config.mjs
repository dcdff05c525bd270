import { cdn, esm, proofs, smart } from './scripts/bundle.ts';

export default [esm, cdn, proofs, smart];

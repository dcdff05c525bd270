import { cdn, esm, framed, proofs } from './scripts/bundle.ts';

export default [esm, cdn, framed, proofs];

import { cdn, esm, examined, framed, proofs } from './scripts/bundle.ts';

export default [esm, cdn, framed, examined, proofs];

import { cdn, esm, examined, framed, proofs, smart } from './scripts/bundle.ts';

export default [esm, cdn, framed, examined, proofs, smart];

import { parse } from 'yaml';
import type { Policy } from './policy.ts';

/** A policy from its YAML text, unchecked: for the repository's own file, which the tests hold to its schema. */
export const policyFrom = (text: string): Policy => parse(text) as Policy;

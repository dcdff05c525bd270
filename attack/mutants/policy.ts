/** The table of who may see what, as it was written by hand. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decided } from '../../gateway/test/written-policy.ts';

it('decides as it was written by hand', () => assert.deepEqual(decided().wrong, []));

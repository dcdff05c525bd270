/** What bears on the policy, beside its own tests. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decided } from '../../gateway/test/written-policy.ts';
import '../../gateway/test/explain-policy.test.ts';
import '../../gateway/test/override.test.ts';

it('decides as it was written by hand', () => assert.deepEqual(decided().wrong, []));

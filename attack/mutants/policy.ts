/** What bears on the policy, the quickest first. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decided } from '../../gateway/test/written-policy.ts';
import '../../gateway/test/policy.test.ts';
import '../../gateway/test/override.test.ts';
import '../../gateway/test/config.test.ts';

it('decides as it was written by hand', () => assert.deepEqual(decided().wrong, []));

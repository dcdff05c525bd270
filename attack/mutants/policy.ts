/** What bears on the policy, the quickest first. */
import '../../gateway/test/policy.test.ts';
import '../../gateway/test/explain.test.ts';
import '../../gateway/test/override.test.ts';
import '../../gateway/test/whole-policy.test.ts';

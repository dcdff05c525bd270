/** What bears on the table and on what is decided by it, the quickest first. */
import '../../gateway/test/explain-policy.test.ts';
import '../../gateway/test/policy.test.ts';
import './policy.ts';

/** What bears on the door, what finds most in the shortest time first. */
import '../../gateway/test/door.test.ts';
import '../../gateway/test/order.test.ts';
import '../../gateway/test/override.test.ts';
import '../../gateway/test/shown.test.ts';
import '../../gateway/test/documents.test.ts';
import '../../gateway/test/stream.test.ts';
import '../../gateway/test/reports.test.ts';
import '../../gateway/test/patient.test.ts';
import '../../gateway/test/record.test.ts';
import '../../gateway/test/operations.test.ts';

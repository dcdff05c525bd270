import type { Reporter, TestResult, TestSession, TestSuiteResult } from '@web/test-runner-core';

/** One line an engine at the end of a browser test run, and one for all of them. */
export function engineReporter(): Reporter {
  return {
    stop({ sessions }) {
      const engines = Map.groupBy(sessions, (session) => session.browser.name.replace('MiniBrowser', 'WebKit'));
      const all = { passed: 0, failed: 0 };
      for (const [engine, own] of engines) {
        const { passed, failed, skipped } = count(own);
        console.log(`${engine}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${own.length} files`);
        all.passed += passed;
        all.failed += failed;
      }
      console.log(`${all.passed} passed, ${all.failed} failed`);
    },
  };
}

function count(sessions: TestSession[]) {
  const tests = sessions.flatMap((session) => testsIn(session.testResults));
  // A file that did not load or did not finish has no failed test to count: it counts as one.
  const broken = sessions.filter((session) => !session.passed && testsIn(session.testResults).every((test) => test.passed));
  return {
    passed: tests.filter((test) => test.passed && !test.skipped).length,
    failed: tests.filter((test) => !test.passed && !test.skipped).length + broken.length,
    skipped: tests.filter((test) => test.skipped).length,
  };
}

function testsIn(suite: TestSuiteResult | undefined): TestResult[] {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : [];
}

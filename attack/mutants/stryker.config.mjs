/** Stryker over what decides who sees what. Node runs TypeScript as it is, so its own command is the runner. */
const of = process.env['MUTATE'] ?? 'policy';
const run = (...files) => files.map((file) => `node --test-reporter=./attack/mutants/first-failure.mjs --test-reporter-destination=stdout ${file}`).join(' && ');
const test = (name) => `gateway/test/${name}.test.ts`;

/** The files, and what bears on them, the quickest first. */
const parts = {
  policy: { mutate: ['gateway/policy/*.ts'], command: run(test('policy'), test('policy-mistakes'), 'attack/mutants/policy.ts') },
  door: { mutate: ['gateway/record/door.ts'], command: run(test('order'), 'attack/mutants/door.ts') },
};

export default {
  mutate: parts[of].mutate,
  testRunner: 'command',
  commandRunner: { command: parts[of].command },
  concurrency: 2,
  coverageAnalysis: 'off',
  checkers: [],
  plugins: [],
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: process.env['MUTANTS'] ?? `dist/mutants-${of}.json` },
  allowConsoleColors: false,
  tempDirName: process.env['MUTANTS_IN'] ?? 'dist/mutants',
  ignorePatterns: ['/dist', '/docs', '/stories', '/examples', '/bench', '/demo', '/frameworks', '/test', '/components'],
  timeoutMS: 60_000,
};

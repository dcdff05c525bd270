/** Stryker over what decides who sees what. `node --test` needs no build, so its own command is the runner. */
const of = process.env['MUTATE'] ?? 'policy';
const files = { policy: ['gateway/policy/*.ts'], door: ['gateway/record/door.ts'] };

export default {
  mutate: files[of],
  testRunner: 'command',
  commandRunner: { command: `node --test-reporter=./attack/mutants/first-failure.mjs --test-reporter-destination=stdout attack/mutants/${of}.ts` },
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

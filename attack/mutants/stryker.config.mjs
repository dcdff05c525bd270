/** Stryker over one file that decides who sees what. Node runs TypeScript as it is, so its own command is the runner. */
export default {
  mutate: [process.env['MUTATE']],
  testRunner: 'command',
  commandRunner: { command: process.env['MUTANTS_MEET'] },
  concurrency: 2,
  coverageAnalysis: 'off',
  checkers: [],
  plugins: [],
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: process.env['MUTANTS'] },
  allowConsoleColors: false,
  tempDirName: process.env['MUTANTS_IN'],
  ignorePatterns: ['/dist', '/docs', '/stories', '/examples', '/bench', '/demo', '/frameworks', '/test', '/components'],
  timeoutMS: 30_000,
};

import './autoload.ts';

/** The autoloader with `localize`, for a page without a bundler: load it in place of `lcr.js`, or beside it. */
export * from '../src/locale/localize.ts';

import { publicApi } from './scripts/manifest.ts';

export default {
  globs: ['components/*/lcr-*.ts', 'src/element/*.ts'],
  litelement: true,
  outdir: '.',
  packagejson: false,
  plugins: [publicApi()],
};

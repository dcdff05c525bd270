// What the Angular CLI does by itself: Angular's packages are published half compiled, and its linker finishes them.
import linker from '@angular/compiler-cli/linker/babel';
import { transformAsync } from '@babel/core';

const link = {
  name: 'angular-linker',
  transform: {
    filter: { id: /@angular[\\/].+\.mjs$/, code: /ɵɵngDeclare/ },
    handler: (code, id) => transformAsync(code, { filename: id, plugins: [linker], compact: false, configFile: false, babelrc: false }),
  },
};

export default { base: './', plugins: [link], define: { ngDevMode: 'false' } };

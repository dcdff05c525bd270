import vue from '@vitejs/plugin-vue';

export default {
  base: './',
  // Vue is told which tags are not its own.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('lcr-') } } })],
};

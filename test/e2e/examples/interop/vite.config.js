import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';

const isOurs = (tag) => tag.startsWith('lcr-');

export default {
  base: './',
  plugins: [vue({ template: { compilerOptions: { isCustomElement: isOurs } } }), svelte()],
  build: { target: 'es2022', rolldownOptions: { input: ['react.html', 'vue.html', 'svelte.html', 'angular.html'] } },
};

import { createApp } from 'vue';
import Scene from './Scene.vue';

export function draw(scene, place) {
  const app = createApp(Scene, { scene });
  app.mount(place);
  return () => app.unmount();
}

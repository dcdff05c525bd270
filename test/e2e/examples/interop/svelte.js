import { mount, unmount } from 'svelte';
import Scene from './Scene.svelte';

export function draw(scene, target) {
  const drawn = mount(Scene, { target, props: { scene } });
  return () => unmount(drawn);
}

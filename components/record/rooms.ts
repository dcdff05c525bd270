import type { Category } from '../../api-spec/record.ts';

/** How each category's widget is loaded where the page has not loaded it yet. One line a room. */
const rooms: { readonly [C in Category]?: () => Promise<unknown> } = {
  allergies: () => import('../allergies/lcr-allergies.ts'),
  results: () => import('../results/lcr-results.ts'),
};

/**
 * Loads the widget of a category. Where it has no line here, a page may still register it by itself.
 * @returns whether it has a line here.
 */
export async function openRoom(category: Category): Promise<boolean> {
  await rooms[category]?.();
  return rooms[category] !== undefined;
}

/** Loads the patient banner, which heads a printed copy. */
export async function openBanner(): Promise<void> {
  if (!customElements.get('lcr-patient-banner')) await import('../patient-banner/lcr-patient-banner.ts');
}

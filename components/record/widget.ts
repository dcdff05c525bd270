import type { Category } from '../../api-spec/record.ts';
import type { CategoryElement } from '../../src/element/category-element.ts';

/** The widget of one category, in the whole record. */
export type Widget = CategoryElement<Category>;

/** Opens a loaded entry and takes the reader to it; false where its list does not show it. */
export async function reveal(widget: Widget, id: string): Promise<boolean> {
  const { reading, rows } = widget;
  if (!reading.data?.entries.some((entry) => entry.id === id)) return false;
  rows.moveTo(id);
  if (!rows.isOpen(id)) rows.toggle(id);
  await widget.updateComplete;
  const row = widget.shadowRoot?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  for (let around = row?.closest('details'); around; around = around.parentElement?.closest('details')) around.open = true;
  row?.scrollIntoView({ block: 'center' });
  row?.focus();
  return Boolean(row);
}

/** Shows every loaded entry open and every folded part unfolded, for print. What it answers puts all back. */
export async function unfold(widget: Widget): Promise<() => void> {
  const { rows } = widget;
  const { isOpen } = rows;
  // Not by opening them one by one: that would tell the host of a hundred entries that nobody opened.
  rows.isOpen = () => true;
  await widget.loadDetail();
  widget.requestUpdate();
  await widget.updateComplete;
  const folded = [...(widget.shadowRoot?.querySelectorAll<HTMLDetailsElement>('details:not([open])') ?? [])];
  for (const part of folded) part.open = true;
  return () => {
    for (const part of folded) part.open = false;
    rows.isOpen = isOpen;
    widget.requestUpdate();
  };
}

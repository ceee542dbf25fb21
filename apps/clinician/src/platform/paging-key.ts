type Pressed = Pick<
  KeyboardEvent,
  "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "defaultPrevented" | "target"
>;

/** What uses the arrow keys itself while it has the focus: fields, groups of choices, what scrolls sideways. */
const TAKEN =
  "input, select, textarea, [contenteditable], [role='radiogroup'], [role='tablist'], [role='listbox'], [role='grid'], [role='menu'], [role='region'], dialog";

/** The direction that an arrow key asks for, or null when the key belongs to something else. */
export function pagingKey(event: Pressed): "earlier" | "later" | null {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return null;
  const { target } = event;
  if (target !== null && "closest" in target && (target as Element).closest(TAKEN)) return null;
  if (event.key === "ArrowLeft") return "earlier";
  return event.key === "ArrowRight" ? "later" : null;
}

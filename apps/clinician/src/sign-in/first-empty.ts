/** Puts the keyboard's place into the first field that is still empty. */
export function focusFirstEmpty(part: ParentNode | null): void {
  const fields = [...(part?.querySelectorAll("input") ?? [])];
  fields.find((field) => field.value === "")?.focus();
}

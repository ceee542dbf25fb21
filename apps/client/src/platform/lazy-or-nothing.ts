import { type ComponentType, lazy } from "react";

/** A part of a screen that is fetched on its own. When it does not come, the rest of the screen stays as it is. */
export const lazyOrNothing = <Props>(fetchPart: () => Promise<ComponentType<Props>>) =>
  lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await fetchPart() };
    } catch {
      return { default: () => null };
    }
  });

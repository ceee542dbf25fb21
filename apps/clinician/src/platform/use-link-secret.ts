import { useEffect, useState } from "react";
import { takeLinkSecret } from "./link-secret.ts";

/** The secret of a mailed link, and how many links this page has seen: the same one may be opened again. */
export type OpenedLink = { readonly secret: string | null; readonly times: number };

/** The link that led here, its secret taken out of the address; one that is opened in the same tab replaces it. */
export function useLinkSecret(first: string | null): OpenedLink {
  const [link, keep] = useState<OpenedLink>({ secret: first, times: 0 });
  useEffect(() => {
    const take = () => {
      const secret = takeLinkSecret();
      if (secret !== null) keep(({ times }) => ({ secret, times: times + 1 }));
    };
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return link;
}

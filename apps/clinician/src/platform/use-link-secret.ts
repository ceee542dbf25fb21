import { useEffect, useState } from "react";
import { takeLinkSecret } from "./link-secret.ts";

/** The secret of the link that led here, taken out of the address; another link in the same tab replaces it. */
export function useLinkSecret(first: string | null): string | null {
  const [secret, keep] = useState(first);
  useEffect(() => {
    const take = () => {
      const next = takeLinkSecret();
      if (next !== null) keep(next);
    };
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  return secret;
}

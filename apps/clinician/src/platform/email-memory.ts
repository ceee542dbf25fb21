const KEY = "trellis_clinician_email";

/** The address that this tab last signed in with; empty where storage is closed or after signing out. */
export function rememberedEmail(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keeps the address while the tab is open, for when the sign-in ends by itself; the empty text forgets it. */
export function rememberEmail(email: string): void {
  try {
    if (email === "") sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, email);
  } catch {
    // A browser without storage asks for the address again.
  }
}

const KEY = "trellis_clinician_clinic";

/** The clinic code that this browser last signed in with; none where storage is closed. */
export function rememberedClinic(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps the clinic code for the next time; a code is no secret. */
export function rememberClinic(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // A browser without storage asks for the code again.
  }
}

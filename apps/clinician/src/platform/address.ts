/** Where the app lives on its server. */
export const BASE = "/clinic";

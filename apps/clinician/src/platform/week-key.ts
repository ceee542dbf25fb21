/** The key under which the weeks of one client are kept. */
export const weekKey = (clientId: string) => ["week", clientId] as const;

/** So long is waited, in milliseconds: Safari does not tell when it is idle. */
const A_MOMENT = 1_000;

/** Does something a moment later, when what the person looks at is there; gives what calls it off. */
export function aMomentLater(work: () => void): () => void {
  const timer = setTimeout(work, A_MOMENT);
  return () => clearTimeout(timer);
}

/** So long is waited, in milliseconds: Safari does not tell when it is idle. */
const A_MOMENT = 1_000;

/**
 * Does something a moment later, when what the person looks at is there and so is a connection; gives what calls it
 * off. Scripts are fetched ahead this way: one that was asked for in vain, and all that need it, stay unreachable to
 * a page until it is loaded anew.
 */
export function aMomentLater(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    timer = setTimeout(() => {
      if (navigator.onLine) work();
      else addEventListener("online", wait, { once: true });
    }, A_MOMENT);
  };
  wait();
  return () => {
    clearTimeout(timer);
    removeEventListener("online", wait);
  };
}

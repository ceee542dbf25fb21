/** How long after a success the same control does nothing, in milliseconds: longer than a double click. */
export const REST = 700;

/**
 * Lets one change through at a time: nothing while one is under way, nor shortly after it was made. A
 * second activation is then the other half of a double click or a key that was held down.
 */
export function makeGate(now: () => number = Date.now) {
  let underWay = false;
  let restUntil = -Infinity;
  return {
    /** True when a change may begin; it has begun then. */
    enter: (): boolean => {
      if (underWay || now() < restUntil) return false;
      underWay = true;
      return true;
    },
    /** The change was made, or what it brought about came to be seen. */
    made: (): void => {
      underWay = false;
      restUntil = now() + REST;
    },
    /** The change was not made; it can be asked for again at once. */
    refused: (): void => {
      underWay = false;
    },
  };
}

export type Gate = ReturnType<typeof makeGate>;

/** A fault that the person at the terminal can act on: its message is shown as it stands, without a stack. */
export class PlainError extends Error {
  override readonly name = "PlainError";
}

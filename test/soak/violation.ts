/** The product broke a promise: what was promised, and what was found. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

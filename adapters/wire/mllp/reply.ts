/** For a sender who asked for no answer: nothing is sent, and its connection goes on. */
export const NO_REPLY = Symbol('no reply');

/** The bytes of an answer; null closes the connection unanswered, so that the sender comes back. */
export type Reply = Buffer | typeof NO_REPLY | null;

/**
 * What went wrong before there was an answer worth reading:
 * - `unreachable`: no connection, or it broke;
 * - `timed-out`: connected, then silent for longer than the client waits;
 * - `aborted`: the asker's signal fired;
 * - `not-json`: a success whose body does not parse;
 * - `too-large`: more bytes than the client takes, before or after unpacking.
 */
export type HttpFaultKind = 'unreachable' | 'timed-out' | 'aborted' | 'not-json' | 'too-large';

/** Names the place and never the content: no URL (it may hold an NHS number), no body. */
export class HttpFault extends Error {
  constructor(
    readonly kind: HttpFaultKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HttpFault';
  }
}

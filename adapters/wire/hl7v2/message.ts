/** The five characters of MSH-1 and MSH-2. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

/**
 * One value, escapes undone. HL7v2 tells three states apart (2.5.1 section 2.5.3): not said, said to be
 * nothing (`""`: delete what you hold), and said.
 */
export type Value =
  { readonly state: 'empty' } | { readonly state: 'null' } | { readonly state: 'present'; readonly text: string };

/** A parsed segment. All positions are 1-based, as in the standard; MSH-1 is the field separator itself. */
export interface Segment {
  readonly name: string;
  /** 1-based place among the message's segments. */
  readonly position: number;
  /** How many repetitions the field has; 0 when empty. */
  repetitions(field: number): number;
  /** First component of the first subcomponent by default: `text(3, 4)` is PID-3.4 of the first repetition, '' when not present or null. */
  text(field: number, component?: number, repetition?: number, subcomponent?: number): string;
  /** As `text`, keeping null and empty apart. */
  value(field: number, component?: number, repetition?: number, subcomponent?: number): Value;
  /** The whole field as sent, still escaped. */
  raw(field: number): string;
}

/** One message, parsed with its own delimiters. Immutable; keeps order. */
export interface Hl7Message {
  readonly delimiters: Delimiters;
  readonly segments: readonly Segment[];
  readonly msh: Segment;
  /** The first segment of the name, if any. */
  first(name: string): Segment | undefined;
  all(name: string): readonly Segment[];
  /** MSH-9.1, MSH-9.2. */
  readonly messageType: string;
  readonly triggerEvent: string;
  /** MSH-10. */
  readonly controlId: string;
  /** Runs of segments that start with `leader`, up to the next `leader`: groups such as OBR…, ORC…. Segments before the first are left out. */
  groups(leader: string): readonly { readonly leader: Segment; readonly members: readonly Segment[] }[];
}

/** A segment as it arrived, of which is known how far it goes. */
export interface SentSegment extends Segment {
  /** The number of the last field sent; MSH counts MSH-1. */
  readonly fieldCount: number;
}
export interface SentMessage extends Hl7Message {
  readonly segments: readonly SentSegment[];
}

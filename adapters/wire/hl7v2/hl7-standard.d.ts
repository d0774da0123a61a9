/** The part of hl7-standard 1.0.4 used here; it ships no types. */
declare module 'hl7-standard' {
  interface BuiltSegment {
    set(field: string, value: string): unknown;
  }
  class HL7 {
    constructor(text?: string, options?: { readonly lineEndings?: string });
    createSegment(name: string): BuiltSegment;
    build(): string;
  }
  export = HL7;
}

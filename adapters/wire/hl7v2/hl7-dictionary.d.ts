/** The part of hl7-dictionary 1.0.1 used here; it ships no types. */
declare module 'hl7-dictionary' {
  interface Described {
    readonly datatype: string;
    readonly desc: string;
  }
  interface Version {
    readonly segments: Readonly<Record<string, { readonly desc: string; readonly fields: readonly Described[] }>>;
    readonly fields: Readonly<Record<string, { readonly desc: string; readonly subfields: readonly Described[] }>>;
  }
  const dictionary: { readonly definitions: Readonly<Record<string, Version>> };
  export = dictionary;
}

import type { Document } from '../graph';

/** Something that narrows who may read of a person. Enums stay strings: a newer server may know more words. */
export interface Directive {
  readonly id: string;
  readonly kind: string;
  readonly part: {
    readonly capability: string | null;
    readonly organisation: string | null;
    readonly system: string | null;
    readonly single: boolean;
  } | null;
  readonly from: string;
  readonly until: string | null;
  readonly by: string;
  readonly role: string;
  readonly reason: string;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

/** A carer who may read of a person. */
export interface Carer {
  readonly id: string;
  readonly carerName: string;
  readonly carerNhsNumber: string;
  readonly capabilities: readonly string[] | null;
  readonly from: string;
  readonly until: string | null;
  readonly by: string;
  readonly reason: string;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

interface Standing {
  readonly privacyDirectives: { readonly nodes: readonly Directive[] } | null;
  readonly proxies: { readonly nodes: readonly Carer[] } | null;
}

export const STANDING = `query StandingOfPerson($nhsNumber: NhsNumber!) {
  privacyDirectives(nhsNumber: $nhsNumber) {
    nodes {
      id kind part { capability organisation system single } from until by role reason endedAt endedBy endedReason
    }
  }
  proxies(nhsNumber: $nhsNumber) {
    nodes { id carerName carerNhsNumber capabilities from until by reason endedAt endedBy endedReason }
  }
}` as Document<Standing, { readonly nhsNumber: string }>;

export type Acting<Input> = Document<
  { readonly payload: { readonly userErrors: readonly { readonly message: string }[] } | null },
  { readonly input: Input }
>;

const act = <Input>(mutation: string, field: string, input: string): Acting<Input> =>
  `mutation ${mutation}($input: ${input}!) {
  payload: ${field}(input: $input) { userErrors { code field message } }
}`;

interface Term {
  readonly from?: string;
  readonly until?: string;
  readonly reason: string;
}

export interface DirectiveInput extends Term {
  readonly nhsNumber: string;
  readonly kind: string;
  readonly part?: {
    readonly capability?: string;
    readonly organisation?: string;
    readonly system?: string;
    readonly record?: string;
  };
}

export interface ProxyInput extends Term {
  readonly nhsNumber: string;
  readonly carerNhsNumber: string;
  readonly carerName: string;
  readonly capabilities?: readonly string[];
}

export interface EndInput {
  readonly id: string;
  readonly reason: string;
}

/** What the privacy officer does, by its mutation. */
export const STANDING_ACT = {
  putDirective: act<DirectiveInput>('PutDirective', 'putPrivacyDirective', 'PutPrivacyDirectiveInput'),
  endDirective: act<EndInput>('EndDirective', 'endPrivacyDirective', 'EndPrivacyDirectiveInput'),
  recordProxy: act<ProxyInput>('RecordCarer', 'recordProxy', 'RecordProxyInput'),
  endProxy: act<EndInput>('EndCarer', 'endProxy', 'EndProxyInput'),
} as const;

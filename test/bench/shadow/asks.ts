import type { Caller } from '../query/load';

/** What is asked of a gateway. */
export interface Ask {
  /** In words, as a sentence begins. */
  readonly words: string;
  /** Requests, asked in turn, again and again. Sealed ids are those of the gateway. */
  readonly bodiesOf: (caller: Caller, ward: string) => Promise<readonly string[]>;
}

const WARD = /* GraphQL */ `
  query Ward($wards: [ID!]!) {
    bedState(filter: { wards: $wards }) {
      nodes {
        total
        occupied
      }
    }
    encounters(filter: { wards: $wards }, first: 50) {
      nodes {
        bed {
          name
          status
        }
        consultant {
          text
        }
      }
    }
  }
`;

const PEOPLE = /* GraphQL */ `
  query People($wards: [ID!]!) {
    encounters(filter: { wards: $wards }, first: 50) {
      nodes {
        patient {
          nhsNumber
        }
      }
    }
  }
`;

const PERSON = /* GraphQL */ `
  query Person($nhsNumber: NhsNumber!) {
    patient(nhsNumber: $nhsNumber) {
      name {
        text
      }
      currentEncounter {
        ward {
          name
        }
        bed {
          name
          status
        }
        consultant {
          text
        }
      }
    }
  }
`;

interface People {
  readonly data: {
    readonly encounters: {
      readonly nodes: readonly { readonly patient: { readonly nhsNumber: string | null } | null }[];
    };
  };
}

/** People enough that no answer is that of the request before. */
const LEAST_PEOPLE = 10;

export const ASKS = {
  ward: {
    words: 'A ward of thirty with its beds',
    bodiesOf: (_caller, ward) => Promise.resolve([JSON.stringify({ query: WARD, variables: { wards: [ward] } })]),
  },
  person: {
    words: 'One person after another of a ward of thirty, with the stay and the bed of each',
    bodiesOf: async (caller, ward) => {
      const answer = await caller.ask(JSON.stringify({ query: PEOPLE, variables: { wards: [ward] } }));
      const { nodes } = (JSON.parse(answer) as People).data.encounters;
      const numbers = nodes.flatMap(({ patient }) => patient?.nhsNumber ?? []);
      if (numbers.length < LEAST_PEOPLE) throw new Error(`The ward has ${numbers.length} people to be asked about`);
      return numbers.map((nhsNumber) => JSON.stringify({ query: PERSON, variables: { nhsNumber } }));
    },
  },
} as const satisfies Readonly<Record<string, Ask>>;

export type AskName = keyof typeof ASKS;

export const askNamed = (name: string): AskName => {
  const found = (Object.keys(ASKS) as readonly AskName[]).find((one) => one === name);
  if (found === undefined) throw new Error(`Nothing is asked by the name ${name}: ${Object.keys(ASKS).join(', ')}`);
  return found;
};

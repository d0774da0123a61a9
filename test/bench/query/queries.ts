import type { JsonObject } from '../../../gateway/federation/engine';

export interface BenchQuery {
  readonly name: string;
  readonly query: string;
  readonly variables: JsonObject;
  /** How many requests are counted in one round: as many as give the CPU clock something to count. */
  readonly requests: number;
}

const POTASSIUM = [{ code: '1107751000000106' }];

/** One person out of five subgraphs: patients, then encounters, observations, pathology and care-record. */
const patient = /* GraphQL */ `
  query Patient($id: ID!, $codes: [CodingInput!]!) {
    patient(id: $id) {
      id
      nhsNumber
      name {
        text
        family
        given
      }
      gender
      birthDate
      address {
        text
        postalCode
      }
      completeness {
        status
      }
      currentEncounter {
        status
        class
        period {
          start
        }
        consultant {
          text
        }
        specialty {
          text
        }
      }
      latestObservations {
        nodes {
          code {
            text
          }
          effective
          valueText
          quantity {
            value
            unit
          }
        }
        completeness {
          status
        }
      }
      latestResults(codes: $codes) {
        nodes {
          code {
            text
          }
          valueText
          effective
          interpretation {
            text
          }
        }
        completeness {
          status
        }
      }
      allergies {
        assertedNone
        nodes {
          code {
            text
          }
          recordedDate
          source {
            systemName
            asOf
          }
        }
        completeness {
          status
        }
      }
    }
  }
`;

/** What a ward board shows of fifty people, out of six subgraphs. */
const wardList = /* GraphQL */ `
  query WardList($wards: [ID!]!, $codes: [CodingInput!]!) {
    encounters(filter: { wards: $wards }, first: 50) {
      nodes {
        bed {
          name
          status
          sex
        }
        patient {
          name {
            text
          }
          birthDate
          latestObservations {
            nodes {
              code {
                text
              }
              valueText
            }
            completeness {
              status
            }
          }
          latestResults(codes: $codes) {
            nodes {
              valueText
            }
            completeness {
              status
            }
          }
          flags {
            nodes {
              code {
                text
              }
            }
            completeness {
              status
            }
          }
        }
      }
      completeness {
        status
      }
    }
  }
`;

const lookUp = /* GraphQL */ `
  query LookUp($id: ID!) {
    patient(id: $id) {
      id
      name {
        text
      }
      birthDate
    }
  }
`;

export const QUERIES: readonly BenchQuery[] = [
  { name: 'five-way patient', query: patient, variables: { id: 'p1', codes: POTASSIUM }, requests: 400 },
  { name: '50-row ward list', query: wardList, variables: { wards: ['w1'], codes: POTASSIUM }, requests: 100 },
  { name: 'small look-up', query: lookUp, variables: { id: 'p1' }, requests: 1_000 },
];

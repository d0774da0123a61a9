import type { Reply } from '../hospital';

/** Everything a record view shows of one person: all seven kinds of system have a part in it. */
export const WHOLE_RECORD = /* GraphQL */ `
  query WholeRecord($n: NhsNumber!) {
    patient(nhsNumber: $n) {
      name {
        text
      }
      flags {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      allergies {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      medications {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      problems {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      preferences {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      careTeams {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      appointments {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      observations {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      encounters {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      labReports {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      imagingStudies {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
      imagingReports {
        nodes {
          id
          source {
            ...S
          }
        }
        completeness {
          ...C
        }
      }
    }
  }
  fragment S on Source {
    system
    organisation
  }
  fragment C on Completeness {
    status
    sources {
      system
      organisation
      answer
      code
      retryable
    }
  }
`;

interface Origin {
  readonly system: string;
  readonly organisation: string;
}
export interface SourceLine extends Origin {
  readonly answer: string;
  readonly code: string | null;
  readonly retryable: boolean | null;
}
export interface List {
  readonly nodes: readonly { readonly id: string; readonly source: Origin }[];
  readonly completeness: { readonly status: string; readonly sources: readonly SourceLine[] };
}

const isList = (field: unknown): field is List => typeof field === 'object' && field !== null && 'nodes' in field;

/** The lists of an answer, by field. Throws when the person or any of the lists is not there. */
export const listsOf = ({ data }: Reply): ReadonlyMap<string, List> => {
  const { patient } = data as { patient: Readonly<Record<string, unknown>> | null };
  if (!patient) throw new Error('The answer holds no patient');
  const lists = new Map<string, List>();
  for (const [field, value] of Object.entries(patient)) {
    if (isList(value)) lists.set(field, value);
    else if (value === null) throw new Error(`${field} is null as a whole`);
  }
  return lists;
};

export const instanceOf = ({ system, organisation }: Origin): string => `${system}@${organisation}`;

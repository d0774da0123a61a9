import { sql } from 'kysely';
import type { Viewer } from '../../schema/capabilities';
import { fixedClock } from '../../schema/clock';
import type { PersonIdentity } from '../../schema/clinical/person';
import type { OdsCode, PersonId } from '../../schema/identifiers';
import type { Instant } from '../../schema/time';
import { freshDatabase, type FreshDatabase } from '../../test/database';
import type { Store } from '../store';
import { createRelationships, type Relationships } from '.';

export const NOW = '2026-11-20T10:00:00.000Z' as Instant;
export const clock = fixedClock(NOW);
export const RWE = 'RWE' as OdsCode;

export const person = (id: string, more: Partial<PersonIdentity> = {}): PersonIdentity => ({
  ...{ id: id as PersonId, mergedIds: [], nhsNumberVerified: true, identifiers: [], restricted: false, epoch: 1 },
  records: [{ instance: 'pas@RWE', recordId: `RWE|${id}` }],
  ...more,
});
export const nurse = (more: Partial<Viewer> = {}): Viewer => ({
  ...{ userId: 'u-1', name: 'WARD Ann', role: 'nurse', roleProfileId: '1', organisation: RWE, organisationName: 'RWE' },
  wards: [{ organisation: RWE, code: 'W12' }],
  ...more,
});

export interface Row {
  readonly of: string;
  readonly kind?: string;
  readonly organisation?: string;
  readonly ward?: string | null;
  readonly from?: string;
  readonly to?: string | null;
  readonly open?: boolean;
  readonly status?: string;
  readonly retracted?: boolean;
  readonly deceased?: boolean;
  /** From when it is to be otherwise, as was told ahead. */
  readonly ahead?: string;
  /** Somebody whom the record names, and as what. */
  readonly named?: { readonly as: string; readonly value: string; readonly system?: string };
}

/** Relationships over a database of their own, made before all tests of a file and gone after them. */
class RelationshipsUnderTest {
  #fresh: FreshDatabase | null = null;
  #relationships: Relationships | null = null;
  #rows = 0;

  get store(): Store {
    if (this.#fresh === null) throw new Error('there is no database before a test begins');
    return this.#fresh.store;
  }
  get relationships(): Relationships {
    return (this.#relationships ??= createRelationships({
      ...{ store: this.store, clock, windows: { stayDays: 90, clinicDaysBefore: 14, clinicDaysAfter: 30 } },
      stayFeeds: (organisation) => (organisation === RWE ? [{ instance: 'pas@RWE', silenceMs: 600_000 }] : []),
    }));
  }
  /** Puts a record where what was heard is kept. */
  async tell({ of, kind = 'encounters', organisation = 'RWE', ward = null, to = null, ...more }: Row): Promise<void> {
    this.#rows += 1;
    const {
      from = '2026-11-01T10:00:00Z',
      open = false,
      status = kind === 'encounters' ? 'in-progress' : 'booked',
      retracted,
      deceased,
      ahead,
      named,
    } = more;
    const { system = 'https://fhir.nhs.uk/Id/sds-user-id' } = named ?? {};
    const naming = named && { [named.as]: { text: 'A', identifier: { system, value: named.value } } };
    await sql`insert into projection (instance, kind, key, stream, record_id, organisation, ward, from_at, to_at, open,
        sensitive, body)
      values ('pas@RWE', ${kind}, ${`k${this.#rows}`}, 's', ${`RWE|${of}`}, ${organisation}, ${ward}, ${from}, ${to}, ${open},
        false, ${JSON.stringify({ status, retracted, deceased, ...naming, ...(ahead && { ahead: [{ from: ahead }] }) })}::jsonb)`.execute(
      this.store.db,
    );
  }
  async basesOf(viewer: Viewer, who: PersonIdentity): Promise<readonly string[]> {
    return [...((await this.relationships.of(viewer, [who]))[0]?.bases ?? [])].sort();
  }

  async begin(): Promise<void> {
    this.#fresh = await freshDatabase();
  }
  async end(): Promise<void> {
    await this.#fresh?.drop();
  }
}

export const relationshipsUnderTest = (): RelationshipsUnderTest => {
  const hospital = new RelationshipsUnderTest();
  beforeAll(() => hospital.begin());
  afterAll(() => hospital.end());
  return hospital;
};

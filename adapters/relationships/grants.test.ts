import { sql } from 'kysely';
import type { OdsCode } from '../../schema/identifiers';
import { nurse, person, relationshipsUnderTest } from './relationships-under-test';

const hospital = relationshipsUnderTest();

describe('break-glass', () => {
  const grant = (id: string, of: string, more: { until?: string; ended?: string | null; role?: string } = {}) =>
    sql`insert into break_glass_grant (id, person_id, user_id, user_name, role, organisation, reason, words, at, until_at, ended_at)
      values (${id}, ${of}, 'u-1', 'WARD Ann', ${more.role ?? 'nurse'}, 'RWE', 'EMERGENCY', 'found unconscious',
        '2026-11-20T09:00:00Z', ${more.until ?? '2026-11-20T11:00:00Z'}, ${more.ended ?? null})`.execute(
      hospital.store.db,
    );

  test('stands for one person, one user in the role that opened it, until it ends', async () => {
    await grant('bg_1', 'opened');
    await grant('bg_2', 'over', { until: '2026-11-20T09:59:00Z' });
    await grant('bg_3', 'closed', { ended: '2026-11-20T09:30:00Z' });
    const people = ['opened', 'over', 'closed', 'never'].map((id) => person(id));
    const standings = await hospital.relationships.of(nurse(), people);
    expect(standings.map(({ bases }) => [...bases])).toEqual([['self-claimed'], [], [], []]);
    expect(standings[0]?.grant).toEqual({
      ...{ id: 'bg_1', patient: 'opened', until: '2026-11-20T11:00:00.000Z', reason: 'EMERGENCY' },
    });
    expect(await hospital.basesOf(nurse({ userId: 'u-2' }), person('opened'))).toEqual([]);
    expect(await hospital.basesOf(nurse({ role: 'ward-clerk' }), person('opened'))).toEqual([]);
    expect(await hospital.basesOf(nurse({ organisation: 'RT5' as OdsCode }), person('opened'))).toEqual([]);
  });
});

test('of several grants the one that stands longest is told', async () => {
  for (const [id, until] of [
    ['bg_5', '2026-11-20T10:30:00Z'],
    ['bg_6', '2026-11-20T11:30:00Z'],
    ['bg_7', '2026-11-20T11:00:00Z'],
  ])
    await sql`insert into break_glass_grant (id, person_id, user_id, user_name, role, organisation, reason, words, at, until_at)
      values (${id}, 'twice', 'u-1', 'WARD Ann', 'nurse', 'RWE', 'EMERGENCY', 'found unconscious', '2026-11-20T09:00:00Z',
        ${until})`.execute(hospital.store.db);
  expect((await hospital.relationships.of(nurse(), [person('twice')]))[0]?.grant?.id).toBe('bg_6');
});

import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { HOUR, instantOf } from '../../schema/time';
import type { Instant } from '../../schema/time';
import { CONNECTED_PRACTICES, FULL_WARD, HAND_LAID_WARDS } from './estate';
import type { Hospital, HospitalEvent, SimPlacement } from './hospital';
import { needsReview, scoreNews2 } from './news2';
import { seedHospital } from './seed';

const ANCHOR = '2026-11-20T10:00:00.000Z' as Instant;
/** Any hour of several years, so that midnight, the year's turn and both clock changes are met. */
const anyHospital = fc
  .record({ seed: fc.nat(1000), hour: fc.integer({ min: 0, max: 6 * 8766 }) })
  .map(({ seed, hour }) => seedHospital({ seed, anchor: instantOf(Date.parse('2023-01-01T00:00:00Z') + hour * HOUR) }));
/** Drawn once for all the laws: laying out a hospital is the slow part. */
const HOSPITALS = fc.sample(anyHospital, 12);
const holds = (law: (hospital: Hospital) => void): void => HOSPITALS.forEach(law);

const allUnique = (values: readonly string[]): void => expect(new Set(values).size).toBe(values.length);

describe('any seeded hospital', () => {
  it('is the same for the same seed and anchor', () => {
    holds((hospital) => expect(isDeepStrictEqual(seedHospital(hospital), hospital)).toBe(true));
  });

  it('never puts two people into one bed', () => {
    holds((hospital) => {
      const byBed = new Map<string, SimPlacement[]>();
      for (const placement of hospital.stays.flatMap((each) => each.placements)) {
        if (placement.bed === undefined) continue;
        const bed = `${placement.ward} ${placement.bed}`;
        byBed.set(bed, [...(byBed.get(bed) ?? []), placement]);
      }
      for (const placements of byBed.values()) {
        const inOrder = [...placements].sort((a, b) => (a.from < b.from ? -1 : 1));
        inOrder.slice(1).forEach((next, index) => {
          const before = inOrder[index]?.to ?? 'for ever';
          expect([before, before <= next.from]).toEqual([before, true]);
        });
      }
    });
  });

  it('never puts one person into two places, nor ends a stay before it began', () => {
    holds(({ stays }) => {
      const current = stays.filter((each) => each.dischargedAt === undefined);
      allUnique(current.map((each) => each.person));
      for (const each of stays) {
        expect(each.admittedAt).toBe(each.placements[0]?.from);
        expect(each.placements.at(-1)?.to).toBe(each.dischargedAt);
        each.placements.forEach((placement, index) => {
          expect(placement.from < (placement.to ?? '9')).toBe(true);
          expect(each.placements[index + 1]?.from ?? placement.to).toBe(placement.to);
        });
      }
    });
  });

  it('uses only wards, beds, people, visits, orders and rounds that exist', () => {
    holds((hospital) => {
      const beds = new Set(
        hospital.wards.flatMap((ward) => [ward.code, ...ward.beds.map((bed) => `${ward.code} ${bed.code}`)]),
      );
      const people = new Set(hospital.people.map((each) => each.key));
      const visits = new Set(hospital.stays.map((each) => each.visit));
      const placers = new Set([...hospital.labOrders, ...hospital.imagingOrders].map((each) => each.placer));
      const rounds = new Set(hospital.observationSets.map((each) => each.id));
      const placed = hospital.stays.flatMap((each) => each.placements);
      expect(placed.filter(({ ward, bed }) => !beds.has(bed === undefined ? ward : `${ward} ${bed}`))).toEqual([]);
      const ofPerson: readonly { readonly person: string }[] = [
        hospital.stays,
        hospital.appointments,
        hospital.waiting,
        hospital.observationSets,
        hospital.escalations,
        hospital.labOrders,
        hospital.labReports,
        hospital.imagingOrders,
        hospital.studies,
        hospital.gpRecords,
        hospital.communityRecords,
        hospital.bedside,
      ].flat();
      expect(ofPerson.filter((each) => !people.has(each.person))).toEqual([]);
      const ofVisit = [hospital.observationSets, hospital.labReports, hospital.labOrders, hospital.studies].flat();
      expect(ofVisit.filter(({ visit }) => visit !== undefined && !visits.has(visit))).toEqual([]);
      const ordered = [...hospital.labReports, ...hospital.studies].filter(
        ({ placer }) => placer !== undefined && !placers.has(placer),
      );
      expect(ordered).toEqual([]);
      expect(hospital.escalations.filter((each) => !rounds.has(each.observationSet))).toEqual([]);
    });
  });

  it('gives every identifier once', () => {
    holds((hospital) => {
      allUnique(hospital.people.flatMap((each) => each.nhsNumber ?? []));
      allUnique(hospital.people.flatMap((each) => each.rweNumber ?? []));
      allUnique(hospital.people.flatMap((each) => each.rt5Number ?? []));
      allUnique([...hospital.stays, ...hospital.waiting].map((each) => each.visit));
      allUnique(hospital.observationSets.map((each) => each.id));
      allUnique(hospital.labReports.map((each) => each.filler));
      allUnique(hospital.studies.flatMap((each) => [each.uid, each.accession]));
      allUnique([...hospital.labOrders, ...hospital.imagingOrders].map((each) => each.placer));
      allUnique(hospital.appointments.map((each) => each.id));
      allUnique(hospital.gpRecords.map((each) => each.person));
      allUnique(hospital.bedside.map((each) => `${each.person} ${each.organisation}`));
      expect(hospital.people.filter((each) => !(each.nhsNumber ?? '999').startsWith('999'))).toEqual([]);
    });
  });

  it('tells its history in order, numbered from one, and nothing of it lies ahead', () => {
    holds(({ history, anchor }) => {
      expect(history.map((each) => each.seq)).toEqual(history.map((_, index) => index + 1));
      expect(history.filter((each, index) => each.at < (history[index - 1]?.at ?? ''))).toEqual([]);
      expect(history.filter((each) => each.at > anchor)).toEqual([]);
    });
  });

  it('never tells of anyone before they were registered', () => {
    holds((hospital) => {
      const personOf = eventsPerson(hospital);
      const known = new Set<string>();
      const early = hospital.history.filter((event) => {
        const person = personOf(event);
        if (event.kind === 'person-registered') known.add(event.person);
        return person !== undefined && !known.has(person);
      });
      expect(early).toEqual([]);
    });
  });

  it('scores NEWS2 exactly when every parameter was taken', () => {
    holds(({ observationSets }) => {
      for (const each of observationSets) expect(each.news2).toEqual(scoreNews2(each));
      expect(observationSets.filter((each) => (each.news2 === null) !== (each.temperature === undefined))).toEqual([]);
    });
  });

  it('keeps generated people quiet and out of the wards laid out by hand', () => {
    holds((hospital) => {
      const byHand = new Set(HAND_LAID_WARDS.map((ward) => ward.code));
      const generated = (key: string): boolean => key > 'p026' && key <= 'p300';
      const stays = hospital.stays.filter((each) => generated(each.person));
      expect(stays.filter((each) => each.placements.some(({ ward }) => byHand.has(ward)))).toEqual([]);
      expect(stays.filter((each) => each.readySince !== undefined)).toEqual([]);
      expect(hospital.observationSets.filter((each) => generated(each.person) && needsReview(each.news2))).toEqual([]);
      const lines = hospital.labReports
        .filter((each) => generated(each.person))
        .flatMap((each) => each.versions.flatMap((one) => one.lines));
      expect(lines.filter(({ flag }) => flag === 'HH' || flag === 'LL')).toEqual([]);
    });
  });

  it('is of the size and kinds it should be', () => {
    holds((hospital) => {
      expect(hospital.people.filter(({ key }) => key <= 'p300')).toHaveLength(300);
      expect(hospital.history.length).toBeGreaterThan(1300);
      expect(hospital.history.length).toBeLessThan(2600);
      const full = hospital.stays.filter(
        (each) => each.dischargedAt === undefined && each.placements.at(-1)?.ward === FULL_WARD,
      );
      expect(full).toHaveLength(30);
      const connected = hospital.people.filter((each) => CONNECTED_PRACTICES.includes(each.practice));
      expect(hospital.gpRecords.filter((each) => !connected.some(({ key }) => key === each.person))).toEqual([]);
    });
  });
});

/** Whom an event is about, through the facts it refers to. */
const eventsPerson = (hospital: Hospital): ((event: HospitalEvent) => string | undefined) => {
  const visits = new Map([...hospital.stays, ...hospital.waiting].map((each) => [each.visit, each.person]));
  const others = new Map<string, string>([
    ...hospital.appointments.map((each) => [each.id, each.person] as const),
    ...hospital.observationSets.map((each) => [each.id, each.person] as const),
    ...[...hospital.labOrders, ...hospital.imagingOrders].map((each) => [each.placer, each.person] as const),
    ...hospital.labReports.map((each) => [each.filler, each.person] as const),
    ...hospital.studies.map((each) => [each.accession, each.person] as const),
  ]);
  return (event) => {
    if ('person' in event) return event.person;
    if ('visit' in event) return visits.get(event.visit) ?? 'nobody';
    if ('appointment' in event) return others.get(event.appointment) ?? 'nobody';
    if ('observationSet' in event) return others.get(event.observationSet) ?? 'nobody';
    if ('placer' in event) return others.get(event.placer) ?? 'nobody';
    if ('filler' in event) return others.get(event.filler) ?? 'nobody';
    return 'accession' in event ? (others.get(event.accession) ?? 'nobody') : undefined;
  };
};

describe('the cast at the scenario anchor', () => {
  const hospital = seedHospital({ seed: 1, anchor: ANCHOR });
  it('admits Mavis Tester as the interface examples say', () => {
    expect(hospital.stays.find((each) => each.visit === '700001')).toMatchObject({
      person: 'p001',
      admissionMethod: '21',
      expectedDischarge: '2026-11-27',
      placements: [{ ward: 'W12', bed: 'B3-02', from: '2026-11-20T09:15:00.000Z' }],
    });
    expect(hospital.gpRecords.find((each) => each.person === 'p001')?.medications[0]?.issues.at(-1)).toBe('2026-11-02');
    const latest = hospital.labReports.find((each) => each.filler === '26B0001234');
    expect(latest?.versions[0]?.lines.map(({ value, flag }) => `${value} ${flag}`)).toEqual([
      '129 L',
      '6.1 HH',
      '38.2 H',
      '>900 HH',
    ]);
  });
  it('raises escalations as the rounds deserve', () => {
    const news = (id: string): number | undefined =>
      hospital.observationSets.find((each) => each.id === id)?.news2?.total;
    expect(
      ['obs-001', 'obs-011', 'obs-031', 'obs-041', 'obs-051', 'obs-061', 'obs-071', 'obs-081', 'obs-082'].map(news),
    ).toEqual([2, 7, 6, undefined, 3, 5, 1, 1, 0]);
  });
  it('has three critical results in the last hour or so: one unopened, one opened, one too old', () => {
    const critical = hospital.labReports.filter((each) =>
      each.versions.at(-1)?.lines.some(({ flag }) => flag === 'HH' || flag === 'LL'),
    );
    expect(critical.map((each) => each.filler).sort()).toEqual(['26B0001210', '26B0001234', '26H0001240']);
  });
});

import type { Facts } from '../facts';
import { GENERATED_WARDS } from '../estate';
import { numbered } from '../history';
import type { Unnumbered } from '../history';
import type { Hospital, HospitalEvent, SimBed, SimPerson, SimStay, SimWard } from '../hospital';

type Growing = {
  -readonly [
    K in
      'stays' | 'observationSets' | 'escalations' | 'labOrders' | 'labReports' | 'imagingOrders' | 'studies' | 'bedside'
  ]: Facts[K][number][];
};

export interface FreeBed {
  readonly ward: SimWard;
  readonly bed: SimBed;
}

const GENERATED = new Set(GENERATED_WARDS.map((ward) => ward.code));
const bedKey = (ward: string, bed: string): string => `${ward} ${bed}`;

/**
 * The seeded hospital with room to grow, and the indexes that keep a step cheap however long the traffic runs. Lists
 * grow in place: `hospital` is one live view, not a copy a step. Only generated wards and generated people are in its reach.
 */
export class World {
  readonly hospital: Hospital;
  readonly #grown: Growing;
  readonly #history: HospitalEvent[];
  readonly #stayAt = new Map<string, number>();
  readonly #reportAt = new Map<string, number>();
  readonly #occupied = new Set<string>();
  /** Visits of those who lie in a generated ward, in order of arrival. */
  readonly #inpatients = new Map<string, string>();
  readonly #bedsideOf = new Set<string>();
  readonly #people: ReadonlyMap<string, SimPerson>;
  /** Whom traffic may admit: generated, living, not in a bed. */
  readonly #atHome = new Set<string>();
  readonly openEscalations: string[] = [];
  readonly unopenedReports: string[] = [];
  readonly pendingOrders: Facts['labOrders'][number][] = [];

  constructor(seeded: Hospital) {
    this.#grown = {
      stays: [...seeded.stays],
      observationSets: [...seeded.observationSets],
      escalations: [...seeded.escalations],
      labOrders: [...seeded.labOrders],
      labReports: [...seeded.labReports],
      imagingOrders: [...seeded.imagingOrders],
      studies: [...seeded.studies],
      bedside: [...seeded.bedside],
    };
    this.#history = [...seeded.history];
    this.hospital = { ...seeded, ...this.#grown, history: this.#history };
    this.#people = new Map(seeded.people.map((each) => [each.key, each]));
    seeded.stays.forEach((each, index) => this.#stayAt.set(each.visit, index));
    seeded.labReports.forEach((each, index) => this.#reportAt.set(each.filler, index));
    seeded.bedside.forEach((each) => this.#bedsideOf.add(each.person));
    for (const { key, deceasedAt } of seeded.people)
      if (key > 'p026' && key <= 'p300' && deceasedAt === undefined) this.#atHome.add(key);
    seeded.stays.filter((each) => each.dischargedAt === undefined).forEach((each) => this.#arrived(each));
  }

  #arrived(stay: SimStay): void {
    const place = stay.placements.at(-1);
    if (place === undefined || !GENERATED.has(place.ward)) return;
    this.#inpatients.set(stay.visit, stay.person);
    this.#atHome.delete(stay.person);
    if (place.bed !== undefined) this.#occupied.add(bedKey(place.ward, place.bed));
  }

  stay(visit: string): SimStay | undefined {
    const at = this.#stayAt.get(visit);
    return at === undefined ? undefined : this.#grown.stays[at];
  }
  inpatients(): readonly SimStay[] {
    return [...this.#inpatients.keys()].flatMap((visit) => this.stay(visit) ?? []);
  }
  atHome(): readonly SimPerson[] {
    return [...this.#atHome].flatMap((key) => this.#people.get(key) ?? []);
  }
  sexOf(stay: SimStay): SimPerson['sex'] {
    return this.#people.get(stay.person)?.sex ?? 'unknown';
  }
  freeBeds(sex: SimPerson['sex']): readonly FreeBed[] {
    return GENERATED_WARDS.flatMap((ward) =>
      ward.beds
        .filter((bed) => (bed.sex === 'mixed' || bed.sex === sex) && !this.#occupied.has(bedKey(ward.code, bed.code)))
        .map((bed) => ({ ward, bed })),
    );
  }
  /** Part of the generated beds that are taken, 0 to 1. */
  occupancy(): number {
    return this.#occupied.size / GENERATED_WARDS.reduce((sum, ward) => sum + ward.beds.length, 0);
  }

  admit(stay: SimStay): void {
    this.#stayAt.set(stay.visit, this.#grown.stays.length);
    this.#grown.stays.push(stay);
    this.#arrived(stay);
    if (this.#bedsideOf.has(stay.person)) return;
    this.#bedsideOf.add(stay.person);
    const team = { name: 'Ward team', members: [] };
    this.#grown.bedside.push({
      person: stay.person,
      organisation: stay.organisation,
      allergies: 'nothing-recorded',
      flags: [],
      preferences: [],
      medications: [],
      team,
      documents: [],
    });
  }
  /** Puts the stay as it is now in place of what it was; beds follow. */
  change(stay: SimStay): void {
    const at = this.#stayAt.get(stay.visit);
    const before = at === undefined ? undefined : this.#grown.stays[at];
    if (at === undefined || before === undefined) return;
    const left = before.placements.at(-1);
    if (left?.bed !== undefined) this.#occupied.delete(bedKey(left.ward, left.bed));
    this.#grown.stays[at] = stay;
    if (stay.dischargedAt === undefined) return this.#arrived(stay);
    this.#inpatients.delete(stay.visit);
    this.#atHome.add(stay.person);
  }

  add<K extends Exclude<keyof Growing, 'stays' | 'labReports' | 'bedside'>>(kind: K, fact: Growing[K][number]): void {
    const list: Growing[K][number][] = this.#grown[kind];
    list.push(fact);
  }
  addReport(report: Growing['labReports'][number]): void {
    this.#reportAt.set(report.filler, this.#grown.labReports.length);
    this.#grown.labReports.push(report);
  }
  report(filler: string): Growing['labReports'][number] | undefined {
    const at = this.#reportAt.get(filler);
    return at === undefined ? undefined : this.#grown.labReports[at];
  }
  changeReport(report: Growing['labReports'][number]): void {
    const at = this.#reportAt.get(report.filler);
    if (at !== undefined) this.#grown.labReports[at] = report;
  }
  acceptEscalation(id: string, at: Facts['escalations'][number]['at'], by: string): void {
    const index = this.#grown.escalations.findLastIndex((each) => each.id === id);
    const open = this.#grown.escalations[index];
    if (open !== undefined) this.#grown.escalations[index] = { ...open, acceptedAt: at, acceptedBy: by };
  }

  record(events: readonly Unnumbered[]): readonly HospitalEvent[] {
    const told = numbered(events, this.#history.length);
    this.#history.push(...told);
    return told;
  }
}

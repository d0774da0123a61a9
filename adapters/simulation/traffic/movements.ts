import { londonDate } from '../../../schema/time';
import type { Instant } from '../../../schema/time';
import { leadOf } from '../clinicians';
import { stay } from '../entry';
import { RWE } from '../estate';
import { REASONS } from '../generated/inpatients';
import type { Unnumbered } from '../history';
import type { Random } from '../random';
import type { World } from './world';

/** One thing that may happen. Null when nothing of the kind can: nobody to move, no bed to move to. */
export type Action = (world: World, random: Random, at: Instant, number: number) => readonly Unnumbered[] | null;

export const admit: Action = (world, random, at, number) => {
  const person = random.pickAny(world.atHome());
  const free = person === undefined ? [] : world.freeBeds(person.sex);
  const ed = free.filter(({ ward }) => ward.kind === 'ed');
  const place = random.pickAny(ed.length > 0 && random.chance(0.5) ? ed : free);
  if (person === undefined || place === undefined || world.occupancy() > 0.88) return null;
  const visit = String(800_000 + number);
  const inEd = place.ward.kind === 'ed';
  world.admit(
    stay({
      visit,
      person: person.key,
      class: inEd ? 'EMER' : 'IMP',
      placements: [{ ward: place.ward.code, bed: place.bed.code, from: at }],
      admissionMethod: inEd ? '21' : random.pick(['11', '12', '22']),
      treatmentFunction: place.ward.treatmentFunction,
      consultant: leadOf(place.ward.code),
      reason: random.pick(REASONS),
    }),
  );
  return [{ kind: 'admitted', visit, organisation: RWE, at, ward: place.ward.code, bed: place.bed.code }];
};

/** Out of ED where somebody waits there, else between wards. Never into ED. */
export const transfer: Action = (world, random, at) => {
  const inpatients = world.inpatients();
  const inEd = inpatients.filter((each) => each.placements.at(-1)?.ward === 'ED');
  const moving = random.pickAny(inEd.length > 0 ? inEd : inpatients);
  const from = moving?.placements.at(-1);
  if (moving === undefined || from === undefined) return null;
  const to = random.pickAny(world.freeBeds(world.sexOf(moving)).filter(({ ward }) => ward.kind !== 'ed'));
  if (to === undefined) return null;
  const [ward, bed] = [to.ward.code, to.bed.code];
  world.change({
    ...moving,
    class: 'IMP',
    placements: [...moving.placements.slice(0, -1), { ...from, to: at }, { ward, bed, from: at }],
    treatmentFunction: to.ward.treatmentFunction,
    consultant: leadOf(ward),
  });
  const left = { fromWard: from.ward, ...(from.bed === undefined ? {} : { fromBed: from.bed }) };
  return [{ kind: 'transferred', visit: moving.visit, organisation: RWE, at, ward, bed, ...left }];
};

export const discharge: Action = (world, random, at) => {
  const inpatients = world.inpatients();
  const ready = inpatients.filter((each) => each.readySince !== undefined);
  const leaving = random.pickAny(ready.length > 2 ? ready : inpatients);
  const last = leaving?.placements.at(-1);
  if (leaving === undefined || last === undefined) return null;
  world.change({
    ...leaving,
    placements: [...leaving.placements.slice(0, -1), { ...last, to: at }],
    dischargedAt: at,
    medicallyFit: true,
  });
  return [{ kind: 'discharged', visit: leaving.visit, organisation: RWE, at }];
};

const WAITED_FOR = [
  'Awaiting medicines to take home',
  'Awaiting package of care at home',
  'Awaiting transport',
] as const;
export const becomeReady: Action = (world, random, at) => {
  const fit = random.pickAny(
    world.inpatients().filter((each) => each.readySince === undefined && each.class === 'IMP'),
  );
  if (fit === undefined) return null;
  world.change({
    ...fit,
    medicallyFit: true,
    readySince: londonDate(at),
    pathway: random.pick(['P0', 'P0', 'P1', 'P2', 'P3']),
    reasonWaiting: random.pick(WAITED_FOR),
  });
  return [{ kind: 'ready-for-discharge', visit: fit.visit, organisation: RWE, at }];
};

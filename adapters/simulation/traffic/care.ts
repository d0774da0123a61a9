import { EXAMINATION } from '../codes';
import { escalation, labReport, observed, order, version } from '../entry';
import { RWE } from '../estate';
import { plainStudy, quietPanel, quietSigns } from '../generated/clinical';
import type { Unnumbered } from '../history';
import type { Random } from '../random';
import { needsReview } from '../news2';
import type { VitalSigns } from '../news2';
import { SET, ureaAndElectrolytes } from '../pathology-tests';
import type { Action } from './movements';

const signs = (random: Random): VitalSigns => {
  const quiet = quietSigns(random);
  return random.chance(0.08)
    ? { ...quiet, respiration: random.between(21, 28), pulse: random.between(95, 135), oxygen: true }
    : quiet;
};

/** A round of up to four people of one ward; whoever scores high is escalated, and the oldest escalation may be taken up. */
export const observeRound: Action = (world, random, at, number) => {
  const inpatients = world.inpatients();
  const ward = random.pickAny(inpatients)?.placements.at(-1)?.ward;
  if (ward === undefined) return null;
  if (world.openEscalations.length > 0 && random.chance(0.4)) {
    const oldest = world.openEscalations.shift();
    if (oldest !== undefined) world.acceptEscalation(oldest, at, 'WARD Ann');
  }
  const there = inpatients.filter((each) => each.placements.at(-1)?.ward === ward);
  const first = random.between(0, there.length - 1);
  return there.slice(first, first + 4).map((stay, index): Unnumbered => {
    const set = observed(`obs-t${number}-${index}`, stay, at, 'Nadia Nurse', signs(random));
    world.add('observationSets', set);
    if (needsReview(set.news2)) {
      const raised = escalation(`esc-t${number}-${index}`, set, (set.news2?.total ?? 0) >= 7 ? 'stat' : 'urgent');
      world.add('escalations', raised);
      world.openEscalations.push(raised.id);
    }
    return { kind: 'observed', observationSet: set.id, organisation: stay.organisation, at };
  });
};

export const orderBlood: Action = (world, random, at, number) => {
  const stay = random.pickAny(world.inpatients());
  if (stay === undefined) return null;
  const set = random.pick([SET.ue, SET.ue, SET.fbc, SET.lft]);
  const ordered = order(
    `ORD8${String(number).padStart(6, '0')}`,
    stay,
    at,
    set,
    stay.consultant,
    random.pick(['S', 'R', 'R']),
  );
  world.add('labOrders', ordered);
  world.pendingOrders.push(ordered);
  return [{ kind: 'lab-ordered', placer: ordered.placer, organisation: RWE, at }];
};

const kindOf = (code: string): 'ue' | 'fbc' | 'lft' =>
  code === SET.fbc.code ? 'fbc' : code === SET.lft.code ? 'lft' : 'ue';

/** The oldest order is answered; now and then critically, and then somebody has to open it. */
export const reportBlood: Action = (world, random, at, number) => {
  const pending = world.pendingOrders.shift();
  if (pending === undefined) return null;
  if (world.unopenedReports.length > 0 && random.chance(0.5)) {
    const opened = world.report(world.unopenedReports.shift() ?? '');
    if (opened !== undefined) world.changeReport({ ...opened, acknowledgement: { opened: at, by: 'WARD Ann' } });
  }
  const panel = quietPanel(random, kindOf(pending.code.code));
  const critical = panel.set === SET.ue && random.chance(0.1);
  const lines = critical ? ureaAndElectrolytes('131', '6.4', '21.0', '340') : panel.lines;
  const ward = pending.visit === undefined ? undefined : world.stay(pending.visit)?.placements.at(-1)?.ward;
  const filler = `26T${String(number).padStart(7, '0')}`;
  world.addReport(
    labReport({
      filler,
      placer: pending.placer,
      person: pending.person,
      ...(pending.visit === undefined ? {} : { visit: pending.visit }),
      ...(ward === undefined ? {} : { ward }),
      set: panel.set,
      discipline: panel.discipline,
      collected: pending.at,
      received: pending.at,
      requester: pending.requester,
      versions: [version(at, lines)],
      ...(critical ? { acknowledgement: {} } : {}),
    }),
  );
  if (critical) world.unopenedReports.push(filler);
  return [{ kind: 'lab-reported', filler, version: 0, organisation: RWE, at }];
};

/** One of the last twenty reports of the traffic is corrected, once. */
export const correctBlood: Action = (world, random, at) => {
  const recent = world.hospital.labReports
    .slice(-20)
    .filter((each) => each.filler.startsWith('26T') && each.versions.length === 1);
  const report = random.pickAny(recent);
  if (report === undefined) return null;
  const corrected = version(at, quietPanel(random, kindOf(report.set.code)).lines, 'C', [
    'Corrected after repeat analysis',
  ]);
  world.changeReport({ ...report, versions: [...report.versions, corrected] });
  return [{ kind: 'lab-reported', filler: report.filler, version: report.versions.length, organisation: RWE, at }];
};

export const image: Action = (world, random, at, number) => {
  const stay = random.pickAny(world.inpatients());
  if (stay === undefined) return null;
  const placer = `ORD9${String(number).padStart(6, '0')}`;
  const { snomed, display } = EXAMINATION.chestXray;
  world.add('imagingOrders', order(placer, stay, at, { code: snomed, display }, stay.consultant));
  const study = plainStudy(random, { person: stay.person, visit: stay.visit, placer }, at, at, 100_000 + number);
  world.add('studies', study);
  return [
    { kind: 'imaging-ordered', placer, organisation: RWE, at },
    { kind: 'imaging-reported', accession: study.accession, version: 0, organisation: RWE, at },
  ];
};

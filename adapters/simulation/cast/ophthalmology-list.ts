import { EYE_ELLA } from '../clinicians';
import { RWE } from '../estate';
import type { Facts } from '../facts';
import type { SimWaiting } from '../hospital';
import type { Timeline } from '../timeline';

/**
 * The list of a specialty that nobody generated waits for (130): both urgent ones came through ED since they were listed,
 * p020 under the record that was merged into hers; p025's priority is not told; p016 was referred on by another
 * provider, which is why her wait counts from before; p019 is suspended, with no end told.
 */
export const ophthalmologyList = (t: Timeline): Partial<Facts> => {
  const entry = (
    one: Pick<SimWaiting, 'visit' | 'person' | 'added' | 'original'> & Partial<SimWaiting>,
  ): SimWaiting => ({
    organisation: RWE,
    list: 'elective',
    treatmentFunction: '130',
    consultant: EYE_ELLA,
    site: 'RWEAA',
    ...one,
  });
  const urgent = { priority: '2' } as const;
  const elective = { priority: '3' } as const;
  return {
    waiting: [
      entry({ ...urgent, visit: '700120', person: 'p020', added: t.day(-70), original: t.day(-70) }),
      entry({
        ...urgent,
        visit: '700115',
        person: 'p015',
        added: t.day(-45),
        original: t.day(-45),
        suspended: { from: t.day(-30), to: t.day(-10) },
      }),
      entry({ visit: '700125', person: 'p025', added: t.day(-30), original: t.day(-30), list: 'outpatient' }),
      entry({
        ...elective,
        visit: '700116',
        person: 'p016',
        added: t.day(-60),
        original: t.day(-210),
        guaranteed: t.day(20),
      }),
      entry({
        ...elective,
        visit: '700119',
        person: 'p019',
        added: t.day(-120),
        original: t.day(-120),
        suspended: { from: t.day(-20) },
      }),
    ],
  };
};

import type { Facts } from '../facts';
import type { Timeline } from '../timeline';
import { cedar } from './cedar';
import { identities } from './identities';
import { mavisTester } from './mavis-tester';
import { ophthalmologyList } from './ophthalmology-list';
import { outsideTheWards } from './outside-the-wards';
import { ward12 } from './ward-12';
import { theatres } from './theatres';
import { virtualWard } from './virtual-ward';
import { ward15 } from './ward-15';

/** Everybody whose facts are laid out by hand (p001 to p026, and p341 to p346); README.md has the table. */
export const castFacts = (t: Timeline): readonly Partial<Facts>[] => [
  ...mavisTester(t),
  ...ward12(t),
  ...ward15(t),
  ...cedar(t),
  ...identities(t),
  ...outsideTheWards(t),
  ...theatres(t),
  ophthalmologyList(t),
  ...virtualWard(t),
];

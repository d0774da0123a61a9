import type { Hospital } from '../../scenarios/hospital';
import type { Browser } from '../browser';

/** What every suite of a browser works with: a hospital costs more to start than most suites take. */
export interface Opened {
  readonly hospital: Hospital;
  readonly browser: Browser;
}

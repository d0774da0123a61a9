import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SETTINGS = join(__dirname, '../../adapters/settings');

/**
 * The shipped settings, to be written anywhere: the register is found by its whole path. Feeds may be quiet for as long as a
 * bench moves the clock, or takes: they are not ill, only still.
 */
export const quietEstate = (): string =>
  readFileSync(join(SETTINGS, 'leicester.yaml'), 'utf8')
    .replace(/^register: /m, `register: ${SETTINGS}/`)
    .replace(/silence: \d+m/g, 'silence: 2880m');

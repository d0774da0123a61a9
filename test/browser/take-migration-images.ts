import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openBrowser } from './browser';
import { openDashboard } from './dashboard-page';
import { smallPng } from './small-png';

/** The kept images of the dashboard, by file: where it is taken, its heading, and how high it may be, in pixels. */
const IMAGES: readonly (readonly [file: string, fragment: string, title: RegExp, height: number])[] = [
  ['migration-timeline.png', '#/', /timeline/, 1_060],
  ['migration-matrix.png', '#/matrix', /^Routes/, 1_000],
  ['migration-route.png', `#/route/${encodeURIComponent('RWE/bed-state/inpatient-record')}`, /^Bed state/, 1_500],
  ['migration-gate.png', '#/system/pas%40RWE', /HISS/, 2_700],
  ['migration-board.png', '#/board', /where it stands/, 2_400],
];

/** Takes them of the Causeway that runs at `url`, signed in as the planner, into a folder; says how long each took to be shown. */
export const takeMigrationImages = async (url: string, folder: string): Promise<void> => {
  const browser = await openBrowser(new URL(url).origin);
  try {
    for (const [file, fragment, title, most] of IMAGES) {
      const began = performance.now();
      const { page, heading, answered } = await openDashboard(browser, fragment);
      await heading(title).waitFor();
      await answered();
      process.stdout.write(`${file}: all of it shown after ${Math.round(performance.now() - began)} ms\n`);
      const height = Math.min(most, await page.evaluate<number>('document.documentElement.scrollHeight'));
      const taken = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: 1_280, height } });
      writeFileSync(join(folder, file), smallPng(taken));
      await page.close();
    }
  } finally {
    await browser.close();
  }
};

if (require.main === module) {
  const [url = 'http://127.0.0.1:4000', folder = join(__dirname, '../../docs/images')] = process.argv.slice(2);
  takeMigrationImages(url, folder).catch((error: unknown) => {
    process.stderr.write(`The images could not be taken: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.exitCode = 1;
  });
}

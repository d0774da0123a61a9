import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a run keeps the folder of its one seeded hospital; the teardown removes it. */
export const seededFolder = (template: string): string => join(tmpdir(), `${template}-seeded`);

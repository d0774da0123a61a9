import { accessSync, constants } from 'node:fs';

/** Whether this process may read a file that the settings name. */
export const canBeRead = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

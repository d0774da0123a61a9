import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OperatingUser } from './operating-user';

/** Whether the user may enter a folder that exists: each one on the way down must let it pass. */
export const isReachable = async (path: string, user: OperatingUser): Promise<boolean> => {
  if (user === null) return true;
  for (let at = path; ; at = dirname(at)) {
    const { uid, gid, mode } = await stat(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(at) === at) return true;
  }
};

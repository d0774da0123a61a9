import { statSync } from 'node:fs';

/** Which version of the files lies there; null where one of them does not. */
const versionOf = (paths: readonly string[]): string | null => {
  try {
    return paths
      .map((path) => statSync(path))
      .map(({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`)
      .join();
  } catch {
    return null;
  }
};

/**
 * What PEM files hold now, looked at again with each call (one for each new connection), so that a renewed certificate
 * needs no restart; the same object until one of them changes. Files that cannot be used, one of a pair not renewed yet
 * among them, leave what was read before in use, and `unusable` is told why: an error's code. `read` throws where they
 * cannot be used, and so does this at the start; what it gives back never does.
 */
export const renewedFiles = <Files>(
  paths: readonly string[],
  read: () => Files,
  unusable: (code: string) => void,
): (() => Files) => {
  let seen = versionOf(paths);
  let files = read();
  return () => {
    const version = versionOf(paths);
    if (version === seen) return files;
    seen = version;
    try {
      files = read();
    } catch (error) {
      const { code = 'no reason given' } = error as NodeJS.ErrnoException;
      unusable(code);
    }
    return files;
  };
};

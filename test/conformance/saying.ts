/** A message in which a field of every segment of this name says something else. */
export const saying = (text: string, segment: 'PID' | 'OBR' | 'OBX', field: number, value: string): string =>
  text
    .split('\r')
    .map((line) => {
      if (!line.startsWith(`${segment}|`)) return line;
      const fields = line.split('|');
      return Array.from({ length: Math.max(fields.length, field + 1) }, (_, at) =>
        at === field ? value : (fields[at] ?? ''),
      ).join('|');
    })
    .join('\r');

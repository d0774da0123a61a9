import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONNECTIONS, countOf } from './measure';
import type { Sender } from './causeway-side';
import { KINDS, type Kind } from './messages';
import { startAsked } from './process-ask';

/** What others acknowledge in a second; none of them keeps anything first. */
export interface Rate {
  readonly kind: Kind;
  readonly connections: number;
  /** Null where it did not answer as a sender expects. */
  readonly perSecond: number | null;
}

export interface Alternative {
  readonly name: string;
  /** Why it was not measured; null where it was. */
  readonly absent: string | null;
  readonly rates: readonly Rate[];
}

const NODE_MODULES = join(__dirname, '../../../node_modules');

interface Manifest {
  readonly engines?: { readonly node?: string };
}

/** `^22.18.0 || >=24.2.0`: the majors that a range names, as far as this range's form is known here. */
const runsHere = (range: string): boolean => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return range.split('||').some((part) => {
    const [, sign = '', wanted = '0', least = '0'] = /(\^|>=)?\s*(\d+)(?:\.(\d+))?/.exec(part) ?? [];
    return major === Number(wanted) ? minor >= Number(least) : sign === '>=' && major > Number(wanted);
  });
};

/** Why a package cannot be measured, read from the package itself where it is installed. */
const absenceOf = (name: string): string | null => {
  const manifest = join(NODE_MODULES, name, 'package.json');
  if (!existsSync(manifest)) return 'not installed';
  const { engines } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const range = engines?.node ?? '';
  return range === '' || runsHere(range) ? null : `wants Node ${range}: does not run on ${process.version}`;
};

const PACKAGES = [
  { name: 'bare net.Server that only parses', package: null, file: 'bare-process.ts' },
  { name: 'node-hl7-server', package: 'node-hl7-server', file: 'node-hl7-server-process.ts' },
  { name: '@medplum/hl7', package: '@medplum/hl7', file: 'medplum-hl7-process.ts' },
] as const;

const measured = async (file: string, sender: Sender, share: number): Promise<readonly Rate[]> => {
  const side = await startAsked<object, number>(join(__dirname, file));
  const port = side.ready as number;
  const rates: Rate[] = [];
  for (const kind of KINDS)
    for (const connections of CONNECTIONS) {
      const count = countOf(kind, connections, share);
      const sending = { port, connections, kind, run: 'B', from: 0, count, rate: null };
      // Once unmeasured: a process that has just started is still being compiled.
      await sender.ask({ ...sending, run: 'W' }).catch(() => undefined);
      const perSecond = await sender.ask(sending).then(
        ({ seconds }) => count / seconds,
        () => null,
      );
      rates.push({ kind, connections, perSecond });
    }
  await side.end();
  return rates;
};

export const measureAlternatives = async (sender: Sender, share: number): Promise<readonly Alternative[]> => {
  const found: Alternative[] = [];
  for (const { name, package: needed, file } of PACKAGES) {
    const absent = needed === null ? null : absenceOf(needed);
    const rates = absent === null ? await measured(file, sender, share) : [];
    found.push({ name, absent, rates });
  }
  return found;
};

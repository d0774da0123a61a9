import { parseArgs } from 'node:util';
import { ROLES } from '../../schema/capabilities';
import { systemClock } from '../../schema/clock';
import { DEVELOPMENT_PERSONS } from '../../schema/development-persons';
import { developmentKeys, isProduction, issueDevelopmentToken } from './development';

const USAGE = `npm run token -- --role <${ROLES.join('|')}> [--person 2] [--ward RWE/W12 ...] [--organisation RWE]
  [--nhs-number 9990000018 --birth-date 1948-03-02] [--scope read:observations ...] [--minutes 480]`;

/** Prints one development token and nothing else, so that it can stand in a shell's `$(...)`. */
const main = async (): Promise<void> => {
  if (isProduction(process.env)) throw new Error('Development tokens are not made in production mode.');
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      person: { type: 'string' },
      ward: { type: 'string', multiple: true },
      minutes: { type: 'string' },
      organisation: { type: 'string' },
      'nhs-number': { type: 'string' },
      'birth-date': { type: 'string' },
      scope: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const role = ROLES.find((known) => known === values.role);
  if (!role) throw new Error(`Which role? ${USAGE}`);
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0)) throw new Error(`--minutes is a number above 0. ${USAGE}`);
  const person = DEVELOPMENT_PERSONS.find((known) => String(known) === (values.person ?? '1'));
  if (person === undefined) throw new Error(`--person is one of ${DEVELOPMENT_PERSONS.join(', ')}. ${USAGE}`);
  const wards = values.ward?.map((ward) => ward.replace('/', '|'));
  const keys = await developmentKeys(
    process.env['CAUSEWAY_DATA'] || '.causeway',
    process.env['CAUSEWAY_TOKEN_KEY'] || undefined,
  );
  const { organisation, 'nhs-number': nhsNumber, 'birth-date': birthDate, scope: scopes } = values;
  if (nhsNumber !== undefined && birthDate === undefined)
    throw new Error(`Whose --nhs-number it is, --birth-date says. ${USAGE}`);
  const token = await issueDevelopmentToken(
    {
      role,
      person,
      ...(wards && { wards }),
      ...(minutes !== undefined && { minutes }),
      ...(organisation !== undefined && { organisation }),
      ...(nhsNumber !== undefined && { nhsNumber }),
      ...(birthDate !== undefined && { birthDate }),
      ...(scopes && { scopes }),
    },
    keys,
    systemClock,
  );
  process.stdout.write(`${token}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The token could not be made.'}\n`);
  process.exitCode = 1;
});

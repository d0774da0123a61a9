import { siteOfRecord } from './parts';

const here = (code: string) => ({ organisation: 'RWE', code });

test.each([
  ['a bed, by its ward', { ward: here('W12') }, { site: 'RWE|W12' }],
  ['a stay, by where it lies', { place: { ward: here('W15') } }, { site: 'RWE|W15' }],
  ['a session and its cases, by their theatre', { theatre: here('TH2') }, { site: 'RWE|TH2' }],
  ['what says nothing of it', { place: 'Theatre 2' }, {}],
])('%s, moves with its site', (_what, record, unit) => expect(siteOfRecord(record)).toEqual(unit));

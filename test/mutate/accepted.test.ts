import { acceptedIn } from './accepted';

const TABLE = `<!-- mutants: begin -->
| File | Guard | Taken out | Why |
|---|---|---|---|
| \`a.ts\` | \`one \\|\\| other\` | \`one\` | for the compiler |
<!-- mutants: end -->`;

test('a survivor is accepted by its file, what was there and what it became, bars and all', () => {
  const accepted = acceptedIn(TABLE);
  const mutant = { line: 1, from: 'one || other', to: 'one', text: '' };
  expect(accepted('a.ts', mutant)).toBe(true);
  expect(accepted('b.ts', mutant)).toBe(false);
  expect(accepted('a.ts', { ...mutant, to: 'other' })).toBe(false);
});

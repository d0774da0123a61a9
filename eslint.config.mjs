import tseslint from 'typescript-eslint';

/** Rules that hold a hazard down, not taste (taste is Prettier's). */
export default tseslint.config(
  { ignores: ['node_modules/**', '.causeway/**', 'docs/queries/generated/**'] },
  { files: ['**/*.ts'], extends: [tseslint.configs.recommended], languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': ['error',
        { object: 'Date', property: 'now', message: 'Time comes from the injected Clock (schema/clock.ts).' },
        { object: 'Math', property: 'random', message: 'Use node:crypto, or a seeded generator.' }],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from the injected Clock (schema/clock.ts).' }],
    } },
  { files: ['schema/clock.ts', 'test/bench/**'], rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' } },
);

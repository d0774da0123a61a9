import { policyDocument } from './policy-document';

/** Prints docs/access-policy.md. */
process.stdout.write(policyDocument());

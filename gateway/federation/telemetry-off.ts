// Imported before anything of Apollo's: a hospital's traffic is not reported to a vendor. `@apollo/gateway` reads it when constructed.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** TypeScript to CommonJS for Jest: types are checked by `tsc`, not here. Maps lie beside the code, read where an error wants one. */
module.exports = {
  process: (source, path) => {
    const { code, map } = transformSync(source, {
      ...{ loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'external', sourcefile: path },
    });
    return { code, map };
  },
  getCacheKey: (source, path) =>
    createHash('sha256').update(`${version} external`).update(path).update(source).digest('hex'),
};

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { common } from './esbuild-options.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

/** Names of the functions: one a file of `handlers/`. */
export const lambdaNames = readdirSync(join(root, 'handlers'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();

/** Bundles each handler as `FOLDER/<name>/index.js`, with its source map beside it; answers the metafiles by name. */
export async function bundleLambdas(folder) {
  const bundles = await Promise.all(
    lambdaNames.map(async (name) => {
      const { metafile } = await build({
        ...common,
        absWorkingDir: root,
        entryPoints: [`handlers/${name}.ts`],
        outfile: join(folder, name, 'index.js'),
        target: 'node24',
        minify: true,
        sourcemap: 'external',
        metafile: true,
        alias: { '@aws-sdk/credential-provider-node': join(root, 'lib/aws/clients/function-credentials.ts') },
      });
      return [name, metafile];
    }),
  );
  return new Map(bundles);
}

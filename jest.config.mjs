// How the tests run: TypeScript through swc as ES modules, two workers, told apart by the suffix of their file.
import { join } from 'node:path'

// Programs that tests start find what was compiled for the ones before them: half of their start is reading TypeScript.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/programs')

export default {
  roots: ['shared', 'infra', 'services', 'gateway', 'web', 'e2e', 'bench', 'docs'].map(
    (folder) => `<rootDir>/${folder}`,
  ),
  testRegex: String.raw`\.(unit|int|e2e|web)\.test\.tsx?$`,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 120_000,
}

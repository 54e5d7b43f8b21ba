// How the tests on real servers run: the adapters' own ones, and the stories, whose bureaus live on Kafka and MongoDB there.
import config from './jest.config.mjs'

process.env.TEST_RUNTIME ??= 'cluster'

export default {
  ...config,
  testRegex: [
    String.raw`\.cluster\.test\.ts$`,
    String.raw`infra/src/store/(aggregate|relay|projection|import-journal)\.int\.test\.ts$`,
    String.raw`infra/src/mail/letters\.int\.test\.ts$`,
    String.raw`services/.*\.int\.test\.ts$`,
    String.raw`gateway/.*\.int\.test\.ts$`,
    String.raw`e2e/season.*\.e2e\.test\.ts$`,
    String.raw`e2e/pages/.*\.web\.test\.ts$`,
  ],
  // These are about what lies in files.
  testPathIgnorePatterns: [
    '/node_modules/',
    String.raw`gateway/src/commands/moving\.int`,
    String.raw`gateway/src/backup\.int`,
    'services/matching/src/solve/',
  ],
  // A server answers a write in milliseconds, and a group of consumers takes seconds to come together.
  testTimeout: 300_000,
}

// Aids for tests of services and of the machinery.
export { openTestSurroundings, type TestSurroundings, testFolder } from './surroundings.ts'

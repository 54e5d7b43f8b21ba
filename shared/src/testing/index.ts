// Aids for tests of every part.
export { eventually } from './eventually.ts'
export { story } from './given.ts'

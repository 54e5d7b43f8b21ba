// Aids for tests of services and of the machinery.

export { makeXlsx, makeZip } from './make-xlsx.ts'
export { onCluster, removeTestFolder, testConfig, testFolder } from './runtime.ts'
export { type TestServers, testServers } from './servers.ts'
export { openTestSurroundings, type TestSurroundings } from './surroundings.ts'

// The gateway as others may use it.
export * from './bureau.ts'
export * from './demonstration/region.ts'
export * from './schema.ts'
export { readSeasonFiles } from './season/read-folder.ts'
export * from './season/report.ts'
export { runSeason } from './season/run-season.ts'
export * from './server.ts'

// The gateway as others may use it.
export * from './bureau.ts'
export * from './demonstration/region.ts'
export * from './schema.ts'
export * from './season/report.ts'
export * from './server.ts'

// The placements service as others may use it.
export * from './api.ts'
export { areaFields } from './domain/import-areas.ts'
export { schoolFields } from './domain/import-schools.ts'
export { studentFields } from './domain/import-students.ts'
export * from './graphql/attendance.ts'
export * from './graphql/questions.ts'
export * from './graphql.ts'
export * from './service.ts'

// The companies service as others may use it.
export * from './api.ts'
export { answerFields } from './domain/import-answers.ts'
export { companyFields } from './domain/import-companies.ts'
export * from './graphql.ts'
export * from './http.ts'
export * from './service.ts'
